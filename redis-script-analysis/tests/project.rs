//! What `redis-script.toml` may say, and what is said about what it may not.

use redis_script_analysis::bounds::Limits;
use redis_script_analysis::report::render::render;
use redis_script_analysis::{Level, Profile, Project, Severity, Source, Target};

/// What is read, and all errors as the user sees them.
fn read(text: &str) -> (Project, Vec<String>) {
    let source = Source::new(Project::FILE, text);
    let (project, errors) = Project::read(&source);
    let errors = errors.iter().map(|error| render(error, &source));
    (project, errors.collect())
}

const ALL: &str = r#"
[target]
servers = ["redis >= 7.2, < 8", "valkey = 9.0"]
cluster = true
profile = "elasticache-serverless"

[lints]
zero_index = "deny"
missing_entry = "warn"
outdated_header = "allow"
wrong_arity = { level = "allow", reason = "a module adds it" }

[lints.unknown_command]
reason = "a module adds it"
level = "allow"

[limits]
commands = 1_000
data = "bounded"
entries = 50

[scripts]
dir = "lua/redis"
include = ["../shared", "lua/common.lua"]
"#;

#[test]
fn all_that_may_be_said_is_read() {
    let (project, errors) = read(ALL);
    assert_eq!(errors, [""; 0]);
    let Target {
        servers,
        beyond_known,
        large_integers,
        declared,
        cluster,
        profile,
    } = project.settings.target;
    assert_eq!(
        servers.to_string(),
        "Redis 7.2.4, Redis 7.4.1 and Valkey 9.0.0"
    );
    assert!(declared && !beyond_known);
    assert!(large_integers.exponent && large_integers.digits);
    assert_eq!(cluster, Some(true));
    assert_eq!(profile, Some(Profile::ElastiCacheServerless));
    let limits = Limits {
        commands: Some(1000),
        bounded_data: Some(true),
        entries: Some(50),
    };
    assert_eq!(project.settings.limits, limits);
    let level = |lint| {
        let levels = &project.settings.levels;
        let of = |severity| levels.get(lint, severity);
        (of(Severity::Warning), of(Severity::Error))
    };
    let both = |level| (Some(level), Some(level));
    assert_eq!(level("zero_index"), both(Level::Deny));
    assert_eq!(level("missing_entry"), both(Level::Warn));
    assert_eq!(level("outdated_header"), (Some(Level::Allow), None));
    assert_eq!(level("wrong_arity"), both(Level::Allow));
    assert_eq!(level("unknown_command"), both(Level::Allow));
    assert_eq!(level("undefined_global"), (None, None));
    assert_eq!(project.scripts, "lua/redis");
    assert_eq!(project.include, ["../shared", "lua/common.lua"]);
}

#[test]
fn what_scripts_may_include_is_named_by_relative_paths() {
    for (include, message) in [
        ("\"shared\"", "`include` must be an array of strings"),
        ("[true]", "the value of `include` is not a string"),
        ("[\"\"]", "the path of what scripts may include is empty"),
        (
            "[\"/shared\"]",
            "the path of what scripts may include is absolute",
        ),
    ] {
        let (project, errors) = read(&format!("[scripts]\ninclude = {include}\n"));
        assert!(errors.concat().starts_with(message), "{errors:?}");
        assert!(errors.concat().contains("= help: "), "{errors:?}");
        assert_eq!(project.include, [""; 0]);
    }
}

#[test]
fn a_member_shares_the_folders_of_its_workspace() {
    let (root, _) = read("[scripts]\ndir = \"lua\"\ninclude = [\"shared\"]\n");
    let member = |text: &str| {
        let (member, _) = read(text);
        let member = member.in_workspace(Some(&root), "../").ok()?;
        Some((member.scripts, member.include))
    };
    let shared = vec!["../shared".to_owned()];
    assert_eq!(
        member("workspace = true\n"),
        Some(("../lua".to_owned(), shared))
    );
    assert_eq!(member(""), Some(("scripts".to_owned(), Vec::new())));
    let own = "workspace = true\n[scripts]\ninclude = [\"own\"]\n";
    let named = vec!["own".to_owned()];
    assert_eq!(member(own), Some(("scripts".to_owned(), named)));
}

#[test]
fn newer_servers_are_stood_for_by_the_newest_known_ones() {
    for (required, known) in [
        (
            "'redis >= 9', 'valkey >= 10'",
            "Redis 8.10 and Valkey 9.1.2",
        ),
        (
            "'redis = 8.10', 'valkey = 9.7'",
            "Redis 8.10 and Valkey 9.1.2",
        ),
        ("'redis = 7.2', 'redis >= 9'", "Redis 7.2.4 and Redis 8.10"),
    ] {
        let (project, errors) = read(&format!("[target]\nservers = [{required}]"));
        assert_eq!(errors, [""; 0]);
        let target = project.settings.target;
        assert!(target.declared && target.beyond_known, "{required}");
        assert_eq!(target.servers.to_string(), known);
    }
}

#[test]
fn nothing_has_to_be_said() {
    for text in ["", "# nothing\n", "[target]\n[lints]\n[scripts]\n"] {
        let (project, errors) = read(text);
        assert_eq!(errors, [""; 0]);
        assert_eq!(project.settings.target, Target::default());
        assert_eq!(project.scripts, "scripts");
    }
}

#[test]
fn an_error_shows_its_place_and_its_remedy() {
    let (project, errors) =
        read("[target]\nservers = [\n  \"redis >= 7.2\", # old\n  \"vlakey >= 8\",\n]\n");
    assert_eq!(
        errors,
        ["there is no server `vlakey`
 --> redis-script.toml:4:3
  |
4 |   \"vlakey >= 8\",
  |   ^^^^^^^^^^^^^
  |
  = help: did you mean `valkey`?"]
    );
    // The others hold.
    assert!(project.settings.target.declared);
}

#[test]
fn all_errors_are_found_at_once() {
    let (_, errors) = read(
        "[lints]\nzero_indx = \"alow\"\nmissing_entry = \"off\"\n[taget]\n[target]\nclusters = true\n",
    );
    let messages: Vec<&str> = errors
        .iter()
        .filter_map(|error| error.lines().next())
        .collect();
    assert_eq!(
        messages,
        [
            "there is no lint `zero_indx`",
            "there is no level `off`",
            "there is no table `taget`",
            "there is no key `clusters`",
        ]
    );
}

/// Text, message, remedy.
const REFUSED: &[(&str, &str, &str)] = &[
    (
        "[taget]",
        "there is no table `taget`",
        "did you mean `target`?",
    ),
    (
        "[x]",
        "there is no table `x`",
        "there are `limits`, `lints`, `scripts` and `target`",
    ),
    (
        "cluster = true",
        "`cluster` is outside of its table",
        "write it below `[target]`",
    ),
    (
        "target = true",
        "`target` is a table",
        "write `[target]` on a line of its own, and its keys below",
    ),
    (
        "[target]\nserver = []",
        "there is no key `server`",
        "did you mean `servers`?",
    ),
    (
        "[target]\nx = true",
        "there is no key `x`",
        "there are `cluster`, `profile` and `servers`",
    ),
    (
        "[scripts]\nfolder = \"x\"",
        "there is no key `folder`",
        "there are `dir` and `include`",
    ),
    (
        "[lints]\nzero_index = true",
        "`zero_index` has no level",
        "write `zero_index = \"allow\"`, `\"warn\"` or `\"deny\"`, or with a reason `zero_index = { level = \"allow\", reason = \"why\" }`",
    ),
    (
        "[lints]\nzero_index = { reason = \"why\" }",
        "`zero_index` has no level",
        "write `zero_index = \"allow\"`, `\"warn\"` or `\"deny\"`, or with a reason `zero_index = { level = \"allow\", reason = \"why\" }`",
    ),
    (
        "[lints]\nzero_index = { level = \"allow\", reason = \"\" }",
        "the reason for the level of `zero_index` is empty",
        "say why this level is right, or remove the reason",
    ),
    (
        "[lints]\nzero_index = { level = \"allow\", raeson = \"why\" }",
        "there is no key `raeson`",
        "did you mean `reason`?",
    ),
    (
        "[lints.zero_index]\nlevel = true",
        "the value of `level` is not a string",
        "write strings in quotes: `\"string\"`",
    ),
    (
        "[lints.zero_indx]\nlevel = \"allow\"",
        "there is no lint `zero_indx`",
        "did you mean `zero_index`?",
    ),
    (
        "[scripts.dir]",
        "`scripts.dir` is not a table",
        "write `dir = ...` below `[scripts]`",
    ),
    (
        "[lints]\nsyntax = \"allow\"",
        "the level of `syntax` is fixed: no server runs what is not Lua",
        "fix the reported problem",
    ),
    (
        "[lints]\nzero_index = \"error\"",
        "there is no level `error`",
        "there are `allow`, `warn` and `deny`",
    ),
    (
        "[target]\nservers = \"redis\"",
        "`servers` must be an array of strings",
        "write `servers = [\"redis >= 7.2\", \"valkey >= 8.0\"]`",
    ),
    (
        "[target]\nservers = []",
        "no server is named",
        "write one such as `\"redis >= 7.2\"`",
    ),
    (
        "[target]\nservers = [true]",
        "the value of `servers` is not a string",
        "write strings in quotes: `\"string\"`",
    ),
    (
        "[target]\ncluster = \"yes\"",
        "the value of `cluster` is neither true nor false",
        "write `cluster = true` or `cluster = false`",
    ),
    (
        "[target]\nprofile = \"tiar\"",
        "there is no profile `tiar`",
        "did you mean `tair`?",
    ),
    (
        "[scripts]\ndir = \"\"",
        "the name of the folder of the scripts is empty",
        "write it relative to the crate's root, as in `dir = \"scripts\"`",
    ),
    (
        "[scripts]\ndir = \"/scripts\"",
        "the folder of the scripts is absolute",
        "write it relative to the crate's root, as in `dir = \"scripts\"`",
    ),
    (
        "[limits]\ncommands = \"many\"",
        "the value of `commands` is not a number",
        "write `commands = 1000`",
    ),
    (
        "[limits]\ndata = \"bound\"",
        "there is no value `bound`",
        "there are `any` and `bounded`",
    ),
    (
        "[lints]\nzero_index = allow",
        "`allow` is not a value",
        "write strings in quotes: `\"allow\"`",
    ),
];

#[test]
fn what_does_not_exist_is_an_error_with_a_remedy() {
    for (text, message, help) in REFUSED {
        let (_, errors) = read(text);
        let found: Vec<_> = errors
            .iter()
            .map(|error| (error.lines().next(), error.split("= help: ").nth(1)))
            .collect();
        assert_eq!(found, [(Some(*message), Some(*help))], "{text}");
    }
}
