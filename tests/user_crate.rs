//! A crate of a user's, outside of the workspace: what cargo, the compiler and the macro do together.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const MANIFEST: &str = r#"
[package]
name = "user-crate"
version = "0.0.0"
edition = "2024"

[dependencies]
redis-script = { path = "@ROOT@" }

[workspace]
"#;

const MAIN: &str = r#"
mod deep;

use redis_script::redis::aio::ConnectionLike;
use redis_script::redis_script;

/// Reads one value.
#[redis_script("get.lua", keys = 1)]
pub async fn get(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

pub async fn read(con: &mut impl ConnectionLike) -> redis_script::Result<Option<String>> {
    let _ = deep::call;
    get(con, "k").await
}

fn main() {
    for script in [get::SCRIPT, deep::SCRIPT] {
        print!("{} {} {}", script.path(), script.sha1(), script.source());
    }
}
"#;

const DEEP: &str = r#"
#[redis_script::redis_script("./beside.lua")]
fn beside(con: &mut redis_script::redis::Connection) -> redis_script::Result<u8>;

pub const SCRIPT: redis_script::Script = beside::SCRIPT;

pub fn call(con: &mut redis_script::redis::Connection) -> redis_script::Result<u8> {
    beside(con)
}
"#;

/// What Markdown and rustdoc would take for something else.
const ODD: &str = "-- KEYS[1] = a <b> of [x] and `tick, *a_b*, https://redis.io | # 1. &amp; \\
-- ```
return redis.call('GET', KEYS[1]) --[==[
```
</code> ]==]
";

const GET: &str = "-- KEYS[1] = what to read\nreturn redis.call('GET', KEYS[1])\n";
const GET_SHA1: &str = "2a699ed112f05a9eb33432e69db087441075a186";

struct UserCrate(TempDir);

impl UserCrate {
    fn new() -> Self {
        let root = env!("CARGO_MANIFEST_DIR");
        let user = Self(tempfile::tempdir().unwrap());
        user.write("Cargo.toml", &MANIFEST.replace("@ROOT@", root));
        // The versions that are downloaded already.
        fs::copy(
            Path::new(root).join("Cargo.lock"),
            user.0.path().join("Cargo.lock"),
        )
        .unwrap();
        user.write("src/main.rs", MAIN.trim_start());
        user.write("src/deep/mod.rs", DEEP.trim_start());
        user.write("src/deep/beside.lua", "return 1\n");
        user.write("scripts/get.lua", GET);
        user
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn cargo(&self, command: &str) -> Output {
        self.command(command).output().unwrap()
    }

    fn command(&self, command: &str) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args([command, "--offline", "--quiet", "--color=never"])
            .args((command == "doc").then_some("--no-deps"))
            .env("RUSTDOCFLAGS", "--deny=warnings")
            .current_dir(self.0.path())
            // Next to the tests' own artifacts, most of which serve here, too.
            .env("CARGO_TARGET_DIR", target_dir());
        cargo
    }

    fn run(&self) -> String {
        let output = self.cargo("run");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        assert_eq!(errors, "", "warnings");
        String::from_utf8(output.stdout).unwrap()
    }

    fn passes(&self) {
        let output = self.cargo("check");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        assert_eq!(errors, "", "warnings");
    }

    /// `cargo check` with these flags for the compiler.
    fn check_with(&self, flags: &str) -> Output {
        self.command("check")
            .env("RUSTFLAGS", flags)
            .output()
            .unwrap()
    }

    fn errors(&self) -> String {
        let output = self.cargo("check");
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    }
}

fn target_dir() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap()
}

#[test]
fn scripts_are_found_watched_and_checked() {
    let user = UserCrate::new();
    let expected = format!("scripts/get.lua {GET_SHA1} {GET}src/deep/beside.lua ");
    let lf = user.run();
    assert!(lf.starts_with(&expected), "{lf}");

    // Another checkout of the same script.
    user.write("scripts/get.lua", &GET.replace('\n', "\r\n"));
    assert_eq!(user.run(), lf);

    // Another script.
    user.write("src/deep/beside.lua", "return 2\n");
    let edited = user.run();
    assert!(edited.starts_with(&expected), "{edited}");
    assert!(edited.ends_with(" return 2\n"), "{edited}");

    user.write(
        "scripts/get.lua",
        &GET.replace("KEYS[1])", "KEYS[1] .. KEYS[2])"),
    );
    let errors = user.errors();
    for part in [
        "error: the script reads `KEYS[2]`, but the call passes 1 key",
        "--> scripts/get.lua:2:37",
        "2 | return redis.call('GET', KEYS[1] .. KEYS[2])",
        "|                                     ^^^^^^^ `KEYS[2]` is nil in every call",
        "--> src/main.rs:7:34",
    ] {
        assert!(errors.contains(part), "{part} is not in\n{errors}");
    }
    assert_eq!(
        errors.matches("error: ").count(),
        2,
        "one, and cargo's own:\n{errors}"
    );
}

/// Finds a certain failure, which is an error by default.
const BROKEN: &str = "-- KEYS[1] = what to read\nreturn redis.call('GET', KEYS[1] .. KEYS[2])\n";

#[test]
fn lints_are_capped_by_the_flags_of_the_compiler() {
    let user = UserCrate::new();
    user.write("scripts/get.lua", BROKEN);
    let reads = "the script reads `KEYS[2]`, but the call passes 1 key";
    assert!(user.errors().contains(&format!("error: {reads}")));

    let capped = user.check_with("--cap-lints=warn");
    let warnings = String::from_utf8_lossy(&capped.stderr);
    assert!(capped.status.success(), "{warnings}");
    assert!(warnings.contains(reads), "{warnings}");

    // Without these no call can be generated.
    user.write("scripts/get.lua", "return return");
    let capped = user.check_with("--cap-lints=warn");
    let errors = String::from_utf8_lossy(&capped.stderr);
    assert!(!capped.status.success());
    assert!(errors.contains("--> scripts/get.lua:1:"), "{errors}");
}

/// The crates of tests have syn's feature `full`, which a user's crate need not have.
#[test]
fn an_expression_in_a_type_that_is_not_read_is_named() {
    let user = UserCrate::new();
    user.passes();
    let typed = |ty: &str| {
        let code = MAIN.replace("key: &str", &format!("key: {ty}"));
        user.write("src/main.rs", code.trim_start());
    };
    typed("[&str; if cfg!(test) { 1 } else { 1 }]");
    let errors = user.errors();
    for part in [
        "error: an expression in a type that the macro does not read",
        "help: name its value and use the name: `const LENGTH: usize = ...;`",
    ] {
        assert!(errors.contains(part), "{part} is not in\n{errors}");
    }
    for read in [
        "[&str; { 2 - 1 }]",
        "[&str; usize::MIN + 1]",
        "[&'static str; LEN]",
    ] {
        typed(read);
        let errors = user.errors();
        assert!(!errors.contains("does not read"), "{read}: {errors}");
    }
}

/// Cargo passes `--cap-lints` for it, and not for a dependency by path.
#[test]
fn lints_are_capped_in_vendored_crates() {
    let root = env!("CARGO_MANIFEST_DIR");
    let user = UserCrate::new();
    let library = r#"
[package]
name = "limits"
version = "1.0.0"
edition = "2024"

[dependencies]
redis-script = "0.1"
"#;
    let code = MAIN.replace("mod deep;", "").replace("deep::call", "0");
    let (code, _) = code.split_once("fn main").unwrap();
    user.write("vendor/limits/Cargo.toml", library);
    user.write("vendor/limits/src/lib.rs", code.trim_start());
    user.write("vendor/limits/scripts/get.lua", BROKEN);
    user.write(
        "vendor/limits/.cargo-checksum.json",
        r#"{"files": {}, "package": null}"#,
    );
    let index = "https://index.invalid";
    user.write(
        ".cargo/config.toml",
        &format!(
            "[registries.own]\nindex = '{index}'\n\n\
             [source.own]\nregistry = '{index}'\nreplace-with = 'vendored'\n\n\
             [source.vendored]\ndirectory = 'vendor'\n"
        ),
    );
    let with = |dependency: &str| {
        let manifest = MANIFEST.replace("@ROOT@", root)
            + "[patch.crates-io]\nredis-script = { path = '@ROOT@' }\n";
        let manifest = manifest.replace("@ROOT@", root);
        let dependencies = format!("[dependencies]\nlimits = {{ {dependency} }}");
        user.write(
            "Cargo.toml",
            &manifest.replace("[dependencies]", &dependencies),
        );
    };
    with("version = '1', registry = 'own'");
    user.passes();

    with("path = 'vendor/limits'");
    let errors = user.errors();
    assert!(
        errors.contains("error: the script reads `KEYS[2]`, but the call passes 1 key"),
        "{errors}"
    );
}

#[test]
fn settings_are_watched_and_checked() {
    let user = UserCrate::new();
    let settings = |text: &str| user.write("redis-script.toml", text);
    user.write("lua/get.lua", &format!("-- KEYS[2] = no more\n{GET}"));
    user.write("scripts/get.lua", "return return");
    let allow = "[scripts]\ndir = \"lua\"\n\n[lints]\noutdated_header = \"allow\"\n";
    settings(allow);
    user.passes();

    // Another text.
    settings(&allow.replace("allow", "deny"));
    let errors = user.errors();
    assert!(errors.contains("--> lua/get.lua:1:"), "{errors}");
    settings(allow);
    user.passes();

    // A misspelled one: one error at each attribute, and cargo's own.
    settings(&allow.replace("outdated", "outdatd"));
    let errors = user.errors();
    for part in [
        "error: there is no lint `outdatd_header`",
        "--> redis-script.toml:5:1",
        "5 | outdatd_header = \"allow\"",
        "| ^^^^^^^^^^^^^^",
        "= help: did you mean `outdated_header`?",
        "--> src/main.rs:7:1",
        "--> src/deep/mod.rs:1:1",
    ] {
        assert!(errors.contains(part), "{part} is not in\n{errors}");
    }
    assert_eq!(errors.matches("error: ").count(), 3, "{errors}");
    settings(allow);
    user.passes();

    // A limit of what a call costs.
    let looped = "for _ = 1, 20 do redis.call('TOUCH', KEYS[1]) end\n";
    user.write("lua/get.lua", &format!("{looped}{GET}"));
    settings(&format!("{allow}\n[limits]\ncommands = 10\n"));
    let errors = user.errors();
    for part in [
        "error: ",
        "--> lua/get.lua:1:",
        "1 | for _ = 1, 20 do redis.call('TOUCH', KEYS[1]) end",
        "--> src/main.rs:7:1",
    ] {
        assert!(errors.contains(part), "{part} is not in\n{errors}");
    }
    settings(allow);
    user.passes();

    // None: the script is in `scripts` again.
    fs::remove_file(user.0.path().join("redis-script.toml")).unwrap();
    let errors = user.errors();
    assert!(errors.contains("--> scripts/get.lua:1:"), "{errors}");
}

#[test]
fn included_files_are_watched_and_checked() {
    const LIB: &str = "scripts/lib/read.lua";
    const READ: &str = "local function read(key)\n  return call('GET', key)\nend\n";
    let user = UserCrate::new();
    user.write(
        "scripts/get.lua",
        "local call = redis.call\n--- @include \"lib/read\"\nreturn read(KEYS[1])\n",
    );
    let missing = "error: there is no file `scripts/lib/read.lua`";
    assert!(user.errors().contains(missing));
    user.write(LIB, READ);
    let first = user.run();
    assert!(first.contains("return call('GET', key)"), "{first}");

    // Another text.
    user.write(LIB, &READ.replace("'GET'", "'HGET'"));
    let errors = user.errors();
    for part in [
        "--> scripts/lib/read.lua:2:",
        "= note: included by `scripts/get.lua:2`",
        "--> src/main.rs:7:",
    ] {
        assert!(errors.contains(part), "{part} is not in\n{errors}");
    }
    user.write(LIB, &READ.replace("end", "end\n-- another text"));
    assert_ne!(user.run(), first);

    // None.
    fs::remove_file(user.0.path().join(LIB)).unwrap();
    assert!(user.errors().contains(missing));
}

#[test]
fn documentation_shows_the_script_whatever_it_says() {
    let user = UserCrate::new();
    user.write("scripts/get.lua", ODD);
    let output = user.cargo("doc");
    let warnings = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{warnings}");
    let page = fs::read_to_string(target_dir().join("doc/user_crate/fn.get.html")).unwrap();
    for part in [
        "Reads one value.",
        ">Errors</h2>",
        ">Script</h2>",
        "<code>key</code>: a &lt;b&gt; of [x] and `tick, *a_b*, https://redis.io | # 1. &amp;amp; \\",
        "return redis.call(&#39;GET&#39;, KEYS[1]) --[==[",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
}

/// The blocks of a language in the README.
fn readme_blocks(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    let readme = readme.unwrap();
    let opening = format!("\n```{language}\n");
    let after = readme.split(&opening).skip(1);
    after
        .map(|text| text.split("```").next().unwrap().to_owned())
        .collect()
}

/// The README's first script, which is `scripts/rate_limit.lua`.
fn first_script() -> String {
    readme_blocks("lua").swap_remove(0)
}

/// A crate with the README's script.
fn crate_of_the_readme(main: &str, dependencies: &str) -> UserCrate {
    let user = UserCrate::new();
    user.write("scripts/rate_limit.lua", &first_script());
    user.write("src/main.rs", main);
    let root = env!("CARGO_MANIFEST_DIR");
    let named = format!("[dependencies]\n{dependencies}");
    let manifest = MANIFEST.replace("[dependencies]\n", &named);
    user.write("Cargo.toml", &manifest.replace("@ROOT@", root));
    user
}

#[test]
fn the_first_block_of_the_readme_needs_the_one_dependency_and_the_script_that_it_names() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = fs::read_to_string(root.join("scripts/rate_limit.lua")).unwrap();
    assert_eq!(first_script(), script);
    let first = readme_blocks("rust").into_iter().next().unwrap();
    let main = format!("{first}\nfn main() {{}}\n");
    crate_of_the_readme(&main, "").passes();
}

#[test]
fn all_blocks_of_the_readme_stand_in_one_file() {
    let mut items = String::from("#![allow(dead_code, unused_variables)]\n");
    let mut statements = String::new();
    for block in readme_blocks("rust") {
        if block.lines().any(|line| line.starts_with("let ")) {
            statements.extend(["{", &block, "}"]);
        } else {
            items += &block;
        }
    }
    let main = format!(
        "{items}\nasync fn all(mut con: redis::aio::MultiplexedConnection, now_ms: u64) \
         -> Result<(), Box<dyn std::error::Error>> {{\n{statements}Ok(())\n}}\nfn main() {{}}\n"
    );
    let redis =
        "redis = { version = \"1.8\", default-features = false, features = [\"tokio-comp\"] }\n";
    crate_of_the_readme(&main, redis).passes();
}
