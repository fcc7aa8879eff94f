//! KEYS and ARGV by the names of the parameters of Rust functions.

use super::support::Folder;

const MANIFEST: (&str, &str) = ("Cargo.toml", "[package]\nname = \"limits\"\n");
const SCRIPT: (&str, &str) = (
    "scripts/take.lua",
    "redis.call('INCR', KEYS[1])\nreturn {KEYS[1], ARGV[1], ARGV[2], ARGV[3]}\n",
);

/// The reply for what is passed to the script of a package.
fn reply(rust: &[(&str, &str)], args: &[&str]) -> String {
    let folder = Folder::with(&[&[MANIFEST, SCRIPT], rust].concat());
    let run = folder.run(&[&["run", SCRIPT.0, "--quiet"], args].concat());
    assert_eq!(run.code, 0, "{rust:?} {args:?} {run:?}");
    let (_, reply) = run.out.split_once("reply\n").unwrap();
    reply.to_owned()
}

/// The error.
fn refused(rust: &[(&str, &str)], args: &[&str]) -> String {
    let folder = Folder::with(&[&[MANIFEST, SCRIPT], rust].concat());
    let run = folder.run(&[&["run", SCRIPT.0], args].concat());
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?} {run:?}");
    run.err
}

#[test]
fn parameters_name_the_entries() {
    let expected = "1) \"a\"\n2) \"5\"\n3) \"x\"\n";
    let args = ["--key", "counter=a", "--arg", "limit=5", "--arg", "type=x"];
    for (file, code) in [
        (
            "src/lib.rs",
            "#[redis_script(\"take.lua\", keys = 1)]\n#[must_use]\npub(crate) async fn take<'a, F: Fn(u8, u8) -> u8>(con: &mut Pool<A, B>, \
             counter: &str, mut limit: HashMap<u8, Vec<u8>>, r#type: &[&'a str]) -> Result<()>;",
        ),
        (
            "tests/all/deep.rs",
            "mod a { #[commands] trait T { #[redis_script::redis_script(\"../../scripts/take.lua\")] fn take(&mut self, counter: u8, \
             #[cfg(a)] limit: u8, r#type: Option<u8>); } }",
        ),
        (
            "examples/one.rs",
            "m! { #[cfg_attr(feature = \"a\", redis_script(keys = 0.., r#\"./../scripts/take.lua\"#))]\nfn take(c: C, counter: &[String], \
             limit: [u8; 4], r#type: ((Option<(&[u8])>))); }",
        ),
        (
            "build.rs",
            "#[redis_script(\"./scripts/../scripts/take.lua\", keys = 1..=2)] fn take(c: C, counter: u8, others: &[u64], limit: &[u8], \
             r#type: &[std::sync::Arc<str>]);",
        ),
    ] {
        assert_eq!(reply(&[(file, code)], &args), expected, "{code}");
    }
}

#[test]
fn only_functions_that_call_the_script_name_its_entries() {
    let caller = "#[redis_script(\"take.lua\", keys = 1)] fn take(c: C, counter: u8, limit: u8);";
    let others = "\
/// #[redis_script(\"take.lua\", keys = 0)] fn a(c: C, x: u8, counter: u8);
#[redis_script(\"other.lua\", keys = 2)] fn b(c: C, x: u8, counter: u8);
#[redis_script(\"./take.lua\", keys = 2)] fn d(c: C, x: u8, counter: u8);
#[redis_script(\"/take.lua\", keys = 2)] fn e(c: C, x: u8, counter: u8);
#[redis_script(lua = \"take.lua\", keys = 2)] fn f(c: C, x: u8, counter: u8);
#[redis_script(\"take.lua\", keys = 2)] struct S;
fn g(c: C, x: u8, counter: u8);
const A: &str = \"#[redis_script(\\\"take.lua\\\", keys = 2)] fn h(c: C, x: u8, counter: u8);\";
";
    let built = caller.replace("c: C,", "c: C, x: u8,");
    let rust = [
        ("src/lib.rs", caller),
        ("src/others.rs", others),
        ("target/debug/out.rs", &built),
        ("src/.hidden/out.rs", &built),
        ("notes.txt", &built),
    ];
    let args = ["--key", "counter=a", "--arg", "limit=5"];
    assert!(reply(&rust, &args).starts_with("1) \"a\"\n2) \"5\"\n"));
    let error = refused(&rust, &["--key", "x=a"]);
    assert!(error.contains("no entry of KEYS is called `x`"), "{error}");
}

#[test]
fn the_folder_of_scripts_is_that_of_the_settings() {
    let folder = Folder::with(&[
        MANIFEST,
        ("redis-script.toml", "[scripts]\ndir = \"lua\"\n"),
        ("lua/take.lua", SCRIPT.1),
        (
            "src/lib.rs",
            "#[redis_script(\"take.lua\")] fn take(c: C, counter: u8, limit: u8);",
        ),
    ]);
    let run = folder.run(&[
        "run",
        "lua/take.lua",
        "--key",
        "counter=a",
        "--arg",
        "limit=5",
        "--quiet",
    ]);
    assert!(run.out.contains("reply\n1) \"a\"\n2) \"5\"\n"), "{run:?}");
}

#[test]
fn names_that_agree_are_used_and_others_are_refused_with_both_places() {
    let one = "\n#[redis_script(\"take.lua\")] fn one(c: C, counter: u8, limit: u8, window: u8);";
    let two = "#[redis_script(\"take.lua\")] fn two(c: C, counter: u8, window: u8, limit: u8);";
    let rust = [("src/one.rs", one), ("src/two.rs", two)];
    let args = ["--key", "counter=a", "--arg", "1=5"];
    assert!(reply(&rust, &args).starts_with("1) \"a\"\n2) \"5\"\n"));
    let error = refused(&rust, &["--arg", "limit=5"]);
    let why = "`limit` is the name of ARGV[1] (src/one.rs:2) and of ARGV[2] (src/two.rs:1): write the index, as in `--arg 1=...`";
    assert!(error.contains(why), "{error}");
    let more = "#[redis_script(\"take.lua\", keys = 2)] fn more(c: C, counter: u8, limit: u8);";
    let rust = [("src/more.rs", more), ("src/two.rs", two)];
    let error = refused(&rust, &["--key", "counter=a", "--key", "limit=5"]);
    let why = "`limit` is the name of KEYS[2] (src/more.rs:1) and of ARGV[2] (src/two.rs:1): write the index, as in `--key 2=...`";
    assert!(error.contains(why), "{error}");
}

#[test]
fn a_name_that_may_be_several_entries_is_refused() {
    for (ty, verb) in [
        ("&[(u8, u8)]", "stands"),
        ("Option<(&str, f64)>", "stands"),
        ("&[Job<'a>]", "may stand"),
        ("&[Vec<u64>]", "may stand"),
    ] {
        let code = format!(
            "#[redis_script(\"take.lua\")] fn take(c: C, counter: u8, limit: u8, rest: {ty});"
        );
        let error = refused(
            &[("src/lib.rs", &code)],
            &["--key", "counter=a", "--arg", "rest=5"],
        );
        let why = format!(
            "`rest` {verb} for several entries from ARGV[2] (src/lib.rs:1) on: write the index of each, as in `--arg 2=...`"
        );
        assert!(error.contains(&why), "{ty} {error}");
    }
}

#[test]
fn unknown_names_are_refused_with_those_that_there_are() {
    let caller = "#[redis_script(\"take.lua\")] fn take(c: C, counter: u8, limit: u8, window: u8);";
    let open =
        "\n#[redis_script(\"take.lua\", keys = many)] fn take(c: C, counter: u8, limit: u8);";
    let few = "#[redis_script(\"take.lua\", keys = 3)] fn take(c: C, counter: u8);";
    let rust = [
        ("src/few.rs", few),
        ("src/half.rs", "redis_script \""),
        ("src/lib.rs", caller),
        ("src/open.rs", open),
    ];
    let error = refused(&rust, &["--arg", "xyz=5"]);
    for why in [
        "no entry of ARGV is called `xyz`: there are `limit`, `window`\n",
        "note: `src/half.rs` is not Rust, so names of parameters are missing\n",
        "note: `src/few.rs:1` does not tell which of its parameters are KEYS",
        "note: `src/open.rs:2` does not tell which of its parameters are KEYS",
    ] {
        assert!(error.contains(why), "{error}");
    }
    let error = refused(&rust, &["--key", "limit=5"]);
    let why = "`limit` is the name of ARGV[1] (src/lib.rs:1): write `--arg 'limit=...'`";
    assert!(error.contains(why), "{error}");
    let error = refused(&rust, &["--arg", "limt=5"]);
    assert!(error.contains("did you mean `limit`?"), "{error}");
    let error = refused(&rust, &["--key", "counter=a", "--arg", "window=5"]);
    assert!(
        error.contains("ARGV[1] has no value: add `--arg 'limit=...'`"),
        "{error}"
    );
}

#[test]
fn any_nesting_is_read() {
    let nested =
        |open: &str, close: &str| format!("{}u8{}", open.repeat(100_000), close.repeat(100_000));
    for ty in [
        nested("(", ")"),
        nested("[", "]"),
        nested("Box<", ">"),
        nested("&[Box<", ">]"),
        nested("&", ""),
        nested("<", ""),
        nested("", ">"),
        nested("fn(", ") -> u8"),
    ] {
        let code = format!(
            "#[redis_script(\"take.lua\")] fn take(c: C, counter: u8, limit: u8, rest: {ty});"
        );
        let args = ["--key", "counter=a", "--arg", "limit=5"];
        assert!(reply(&[("src/lib.rs", &code)], &args).starts_with("1) \"a\"\n2) \"5\"\n"));
    }
}
