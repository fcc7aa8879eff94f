//! `bench` on a real server: what the analysis bounds is what happens.

use std::fs;

use serde_json::Value;

use super::support::Folder;

const OVER_A_LIST: &str = "for _, job in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do\n\
                           redis.call('SADD', KEYS[2], job)\nend\nreturn 1\n";

fn figures(folder: &Folder, more: &[&str]) -> Value {
    let mut args = vec![
        "bench", "a.lua", "--json", "--calls", "3", "--sizes", "10,100",
    ];
    args.extend(more);
    let run = folder.run(&args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn commands_grow_with_the_data_as_the_bound_says() {
    let folder = Folder::with(&[("a.lua", OVER_A_LIST)]);
    let figures = figures(&folder, &["--keys", "jobs", "done"]);
    let sizes = figures["sizes"].as_array().unwrap();
    for (size, elements) in sizes.iter().zip([10, 100]) {
        assert_eq!(size["elements"], elements);
        assert_eq!(size["commands"], elements + 1);
        assert_eq!(size["bound"].as_f64(), Some(f64::from(elements + 1)));
        assert!(size["microseconds"].as_f64().unwrap() > 0.0);
        assert!(size["slowest"].as_f64() >= size["microseconds"].as_f64());
    }
}

#[test]
fn a_seed_grows_by_its_lines_with_a_number() {
    let script = "return redis.call('ZRANGE', KEYS[1], 0, 4)";
    let folder = Folder::with(&[
        ("a.lua", script),
        ("seed", "SET other 1\nZADD board {i} \"player {i}\"\n"),
    ]);
    let figures = figures(&folder, &["--keys", "board", "--seed", "seed"]);
    assert_eq!(figures["sizes"][1]["commands"], 1);
}

#[test]
fn figures_are_a_table_and_a_drawing() {
    let folder = Folder::with(&[("a.lua", OVER_A_LIST)]);
    let args = [
        "--keys", "jobs", "done", "--sizes", "20", "--calls", "2", "--svg", "a.svg",
    ];
    let run = folder.run(&[&["bench", "a.lua"], &args[..]].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains(": 2 calls for each size\n"), "{}", run.out);
    let last: Vec<&str> = run.out.lines().last().unwrap().split_whitespace().collect();
    assert_eq!(last[..3], ["20", "21", "21"]);
    let drawing = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    assert!(drawing.starts_with("<svg") && drawing.contains("Microseconds on the server"));
}

#[test]
fn a_call_that_fails_is_told() {
    let folder = Folder::with(&[("a.lua", "return redis.call('INCR', KEYS[1]) + nil")]);
    let run = folder.run(&["bench", "a.lua", "--keys", "k", "--sizes", "10"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("a call fails with 10 elements"),
        "{}",
        run.err
    );
}
