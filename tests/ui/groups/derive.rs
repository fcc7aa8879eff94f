//! `#[derive(ScriptArgs)]` is for structs whose fields are one entry each.

use redis_script::ScriptArgs;

#[derive(ScriptArgs)]
enum Color {
    Red,
}

#[derive(ScriptArgs)]
union Either {
    a: u32,
    b: f32,
}

#[derive(ScriptArgs)]
struct Nothing;

#[derive(ScriptArgs)]
struct Empty {}

#[derive(ScriptArgs)]
#[script_args(crate = redis_script, rename = "x")]
struct Option_ {
    id: u64,
}

#[derive(ScriptArgs)]
struct Job {
    id: u64,
    tags: Vec<String>,
    after: Option<u64>,
}

#[derive(ScriptArgs)]
struct Nested {
    id: u64,
    job: Range,
}

#[derive(ScriptArgs)]
struct Range(f64, f64);

fn main() {}
