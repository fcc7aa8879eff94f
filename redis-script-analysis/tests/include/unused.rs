//! Functions of included files to which nothing refers.

use super::{joined, sent};

/// What is left of a file that is included before this text.
fn kept(lib: &str, text: &str) -> String {
    let text = format!("--- @include \"lib\"\n{text}");
    sent(&text, &[("scripts/lib.lua", lib)])
}

#[test]
fn they_are_left_out_with_the_comments_above() {
    let lib = "-- the head\n\n-- adds\n--[[ in\n two lines ]]\nlocal function add(a, b)\n  return a + b\nend\n\n-- used\nlocal function one()\n  return 1\nend -- one\nlocal two = function() return 2 end; -- two\n";
    let left = "-- the head\n\n\n-- used\nlocal function one()\n  return 1\nend -- one\n";
    assert_eq!(kept(lib, "return one()\n"), format!("{left}return one()\n"));
    let found = joined(
        "--- @include \"lib\"\nreturn one()",
        &[("scripts/lib.lua", lib)],
    );
    let names: Vec<_> = found
        .left_out
        .iter()
        .map(|f| (f.name.as_str(), f.path.as_str(), f.line))
        .collect();
    assert_eq!(
        names,
        [
            ("add", "scripts/lib.lua", 6),
            ("two", "scripts/lib.lua", 14)
        ]
    );
}

#[test]
fn what_the_kept_ones_refer_to_is_kept() {
    let lib = "local function a() return 1 end\nlocal function b() return a() end\nlocal function c() return b() end\nlocal function d() return d() + a() end\n";
    let left = "local function a() return 1 end\nlocal function b() return a() end\n";
    assert_eq!(kept(lib, "return b()"), format!("{left}return b()"));
    assert_eq!(kept(lib, "return 1"), "return 1");
}

#[test]
fn names_are_those_of_variables() {
    let lib = "local function f() return 1 end\nlocal function f() return 2 end\n";
    assert_eq!(
        kept(lib, "return f()"),
        "local function f() return 2 end\nreturn f()"
    );
    assert_eq!(kept(lib, "local f = 1 return f"), "local f = 1 return f");
    assert_eq!(
        kept(lib, "local t = { f = 1 } return t.f, 'f' -- f"),
        "local t = { f = 1 } return t.f, 'f' -- f"
    );
    assert_eq!(
        kept("local function f() end\n", "f = 1"),
        "local function f() end\nf = 1"
    );
}

#[test]
fn only_functions_that_stand_alone_are_left_out() {
    for lib in [
        "local a = 1; local function f() end\n",
        "local function f() end local a = 1\n",
        "local f, g = function() end, 1\n",
        "local f = (function() end)\n",
        "local t = {}\nfunction t.f() end\n",
        "do\n  local function f() end\nend\n",
        "local a = 1 --[[\n]] local function f() end\n",
    ] {
        assert_eq!(kept(lib, "return 1"), format!("{lib}return 1"));
    }
    let own = "local function f() end\nlocal g = function() end\nreturn 1";
    assert_eq!(
        sent(
            &format!("--- @include 'lib'\n{own}"),
            &[("scripts/lib.lua", "")]
        ),
        own
    );
}

#[test]
fn comments_of_other_places_stay() {
    let files = [
        (
            "scripts/lib.lua",
            "-- of the include\n--- @include \"other\"\nlocal function f() end\n",
        ),
        ("scripts/other.lua", "-- of the other\n"),
    ];
    let text = "-- of the script\n--- @include \"lib\"\nreturn 1";
    assert_eq!(
        sent(text, &files),
        "-- of the script\n-- of the include\n-- of the other\nreturn 1"
    );
    assert_eq!(
        kept("local a = 1 -- a\nlocal function f() end\n", "return a"),
        "local a = 1 -- a\nreturn a"
    );
}

#[test]
fn includes_may_be_inside_of_blocks() {
    let lib = "local function f() return 1 end\nlocal function g() return 2 end\n";
    let text = "local function main()\n  --- @include \"lib\"\n  return g()\nend\nreturn main()";
    let expected =
        "local function main()\nlocal function g() return 2 end\n  return g()\nend\nreturn main()";
    assert_eq!(sent(text, &[("scripts/lib.lua", lib)]), expected);
}

#[test]
fn functions_inside_of_others_go_with_them() {
    let files = [
        (
            "scripts/lib.lua",
            "local function f()\n--- @include \"inner\"\nreturn h()\nend\nlocal function g() return 1 end\n",
        ),
        (
            "scripts/inner.lua",
            "local function h() return g end\nlocal function i() return 2 end\n",
        ),
    ];
    let text = "--- @include \"lib\"\nreturn ";
    assert_eq!(sent(&format!("{text}1"), &files), "return 1");
    let f = "local function f()\nlocal function h() return g end\nreturn h()\nend\n";
    assert_eq!(
        sent(&format!("{text}f()"), &files),
        format!("{f}return f()")
    );
    let found = joined(&format!("{text}1"), &files);
    let names: Vec<_> = found.left_out.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names, ["f", "g"]);
}

/// What is too much for Lua may be little without the functions that are left out.
#[test]
fn limits_of_lua_do_not_count_before() {
    let functions = (0..300).map(|n| format!("local function f{n}() return 1 end\n"));
    let lib = functions.collect::<Vec<_>>().concat();
    assert_eq!(
        kept(&lib, "return f7()"),
        "local function f7() return 1 end\nreturn f7()"
    );
    let uses = (0..70).map(|n| format!("f{n}();"));
    let uses = uses.collect::<Vec<_>>().concat();
    let text = format!("return function() {uses} end");
    let all: String = lib.split_inclusive('\n').take(70).collect();
    assert_eq!(kept(&lib, &text), format!("{all}{text}"));
}

#[test]
fn a_text_that_is_not_lua_stays_whole() {
    let lib = "local function f() end\n";
    assert_eq!(kept(lib, "return return"), format!("{lib}return return"));
}

/// The flags of the first line depend on the service that runs the script.
#[test]
fn the_first_line_does_not_count() {
    let lib = ("scripts/lib.lua", "local function f() end\n");
    for first in ["#!lua flags=no-such-flag", "#!lua name=lib", "#!js"] {
        let text = format!("{first}\n--- @include \"lib\"\nreturn 1");
        assert_eq!(sent(&text, &[lib]), format!("{first}\nreturn 1"));
    }
}
