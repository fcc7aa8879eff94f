//! Requirements, and the servers that meet them.

use super::Required;

fn meets(requirement: &str) -> String {
    let required = Required::by(requirement);
    required.map_or_else(
        |refused| refused.to_string(),
        |required| required.servers.to_string(),
    )
}

#[test]
fn comparisons_take_what_semver_users_expect() {
    assert_eq!(Required::by("redis"), Required::by("redis >= 0"));
    assert_eq!(meets("redis >= 7.4, < 8"), "Redis 7.4.1");
    assert_eq!(meets(" redis>7.2 ,<=7"), "Redis 7.4.1");
    assert_eq!(meets("redis = 7.2"), "Redis 7.2.4");
    assert_eq!(
        meets("redis =7"),
        "Redis 7.0.15, Redis 7.2.4 and Redis 7.4.1"
    );
    assert_eq!(meets("redis < 6.2"), "Redis 5.0.6");
    assert_eq!(
        meets("redis <= 6"),
        "Redis 5.0.6, Redis 6.2.5 and Redis 6.2.14"
    );
    assert_eq!(meets("redis ^7.2"), "Redis 7.2.4 and Redis 7.4.1");
    assert_eq!(meets("redis ~7.2.1"), "Redis 7.2.4");
    assert_eq!(
        meets("valkey >= 8.0, < 9.1"),
        "Valkey 8.1.8 and Valkey 9.0.0"
    );
}

#[test]
fn a_known_server_stands_for_the_patches_around_it() {
    assert_eq!(meets("redis = 7.2.9"), "Redis 7.2.4");
    assert_eq!(meets("redis = 7.2.0"), "Redis 7.2.4");
    assert_eq!(meets("redis = 6.2.13"), "Redis 6.2.5");
    assert_eq!(meets("redis = 6.2.14"), "Redis 6.2.14");
    assert_eq!(meets("redis > 7.4.1, < 8"), "Redis 7.4.1");
    let none = "no known server meets `valkey = 8.0`\n  = help: the known ones are Valkey 8.1.8, ";
    assert!(meets("valkey = 8.0").starts_with(none));
    assert!(meets("redis > 8, < 7").starts_with("no known"));
    assert!(meets("redis >= 10, < 9").starts_with("no known"));
}

#[test]
fn the_newest_known_server_stands_for_newer_ones() {
    for newer in [
        "redis >= 9",
        "redis = 9.1",
        "redis > 8.10",
        "redis ^10.2",
        "redis >= 65535.65535.65535",
    ] {
        assert_eq!(meets(newer), "Redis 8.10", "{newer}");
    }
    assert_eq!(meets("valkey >= 10"), "Valkey 9.1.2");
    assert_eq!(meets("valkey = 9.2"), "Valkey 9.1.2");
}

#[test]
fn an_upper_end_says_whether_newer_servers_are_meant() {
    let reaches = |requirement: &str| Required::by(requirement).map(|all| all.beyond_known);
    for beyond in [
        "redis",
        "redis >= 7.2",
        "redis >= 8.4, < 9",
        "redis ^8",
        "redis <= 8",
        "redis = 8",
        "valkey = 9",
        "valkey >= 10",
    ] {
        assert_eq!(reaches(beyond), Ok(true), "{beyond}");
    }
    for within in [
        "redis = 7.2",
        "redis < 8.4",
        "redis = 8.10",
        "redis <= 8.10",
        "redis = 8.10.3",
        "redis ~8.10",
        "valkey = 9.1",
        "valkey < 9.2",
    ] {
        assert_eq!(reaches(within), Ok(false), "{within}");
    }
}

#[test]
fn what_is_no_requirement_is_refused_with_a_remedy() {
    for (written, refused) in [
        (
            "reids >= 7",
            "there is no server `reids`\n  = help: did you mean `redis`?",
        ),
        (
            "dragonfly >= 1",
            "there is no server `dragonfly`\n  = help: that one is a profile: `profile = \"dragonfly\"`",
        ),
        (
            "keydb",
            "there is no server `keydb`\n  = help: write `redis >= 7.2` or `valkey >= 8.0`",
        ),
        (
            ">= 7",
            "`>= 7` does not begin with the name of a server\n  = help: write `redis >= 7.2` or `valkey >= 8.0`",
        ),
        (
            "redis 7.2",
            "`7.2` comes without a comparison\n  = help: write `redis >= 7.2` for that version and later ones, `redis = 7.2` for that one alone",
        ),
        (
            "redis => 7.2.1",
            "there is no comparison `=>`\n  = help: write `redis >= 7.2.1` for that version and later ones, `redis = 7.2.1` for that one alone",
        ),
        (
            "redis >= 7.x",
            "`7.x` is no version\n  = help: write `7`, `7.2` or `7.2.4` behind the comparison",
        ),
        (
            "redis >=",
            "`` is no version\n  = help: write `7`, `7.2` or `7.2.4` behind the comparison",
        ),
        (
            "redis >= 7,",
            "`` is no version\n  = help: write `7`, `7.2` or `7.2.4` behind the comparison",
        ),
        (
            "redis >= 7.2.3.4",
            "`7.2.3.4` is no version\n  = help: write `7`, `7.2` or `7.2.4` behind the comparison",
        ),
        (
            "redis >= +7",
            "`+7` is no version\n  = help: write `7`, `7.2` or `7.2.4` behind the comparison",
        ),
        (
            "redis >= 70000",
            "`70000` is no version\n  = help: write `7`, `7.2` or `7.2.4` behind the comparison",
        ),
    ] {
        assert_eq!(meets(written), refused, "{written}");
    }
}
