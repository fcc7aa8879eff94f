//! Measures ready-made scripts beside those of popular packages, and writes the pages: `./dev bench packages [FAMILY...]`.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use redis_script_benches::server::Server;
use redis_script_benches::{Outcome, machine};
use redis_script_ready_made_benches::contenders::FAMILIES;
use redis_script_ready_made_benches::install::Installed;
use redis_script_ready_made_benches::{measure, plot, report};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/packages");

fn main() -> ExitCode {
    let Err(error) = run() else {
        return ExitCode::SUCCESS;
    };
    eprintln!("error: {error}");
    ExitCode::FAILURE
}

fn run() -> Outcome {
    let chosen: Vec<String> = env::args().skip(1).collect();
    let names: Vec<_> = FAMILIES.iter().map(|family| family.name).collect();
    if let Some(unknown) = chosen.iter().find(|name| !names.contains(&name.as_str())) {
        return Err(format!("there is no family `{unknown}`, only {}", names.join(", ")).into());
    }
    let rounds = match env::var("ROUNDS") {
        Ok(rounds) => rounds.parse()?,
        Err(_) => 100,
    };
    let target = env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let installed = Installed::into(&Path::new(&target).join("packages"))?;
    let server = Server::start()?;
    let machine = machine::server();
    fs::create_dir_all(PAGES)?;
    for family in FAMILIES {
        if chosen.is_empty() || chosen.iter().any(|name| name == family.name) {
            let kinds = measure::family(family, &server, &installed, rounds)?;
            let page = report::page(family, &kinds, (rounds, &machine));
            print!("{page}");
            let path = Path::new(PAGES).join(family.name);
            fs::write(path.with_extension("md"), page)?;
            fs::write(
                path.with_extension("svg"),
                plot::bars(family, &kinds).to_string(),
            )?;
        }
    }
    Ok(())
}
