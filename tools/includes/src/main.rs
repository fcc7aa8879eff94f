//! The scripts of public packages, which include files: each becomes a typed function of a crate, and what is sent is compared
//! with what the package's own loader makes of its files.
//!
//! `./dev includes` gets what this needs and runs it.

mod checked;
mod function;
mod joined;
mod package;
mod reply;
mod user;

use std::path::Path;
use std::process::{Command, ExitCode};

use self::checked::Checked;
use self::joined::Comparison;
use self::package::{PACKAGES, Package, Script};
use self::user::User;

/// Why something could not be done.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("includes: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all texts are those of the packages.
fn run() -> Result<bool, Failure> {
    let mut alike = true;
    for package in &PACKAGES {
        alike &= try_out(package)?;
    }
    Ok(alike)
}

fn try_out(package: &Package) -> Result<bool, Failure> {
    let folder = tempfile::tempdir()?;
    eprintln!("getting {} {} ...", package.name, package.version);
    package.install(folder.path())?;
    let user = User::create(&package.commands(folder.path()))?;
    let scripts = package.scripts(folder.path())?;
    let checked = checked::all(user.root())?;
    println!("{} {}", package.name, package.version);
    print_row("scripts", scripts.len());
    let included = user.included(&scripts)?;
    print_row("included files", included.len());
    print_row(
        "findings",
        checked.iter().map(Checked::finding_count).sum::<usize>(),
    );
    let alike = compare(&user, &scripts, &included)?;
    build(&user, &scripts, &checked)?;
    println!();
    Ok(alike)
}

fn compare(user: &User, scripts: &[Script], included: &[String]) -> Result<bool, Failure> {
    let mut same = 0;
    let mut shortened = 0;
    let mut left_out = 0;
    for script in scripts {
        let sent = checked::expanded(user.root(), &script.file())?;
        match joined::compare(&script.content, &sent, included) {
            Comparison::Same => same += 1,
            Comparison::Without(functions) => {
                shortened += 1;
                left_out += functions.len();
            }
            Comparison::Differs(how) => println!("  {} differs: {how}", script.file()),
        }
    }
    print_row("the same text", same);
    print_row("the same without functions that are not used", shortened);
    print_row("such functions", left_out);
    print_row("another text", scripts.len() - same - shortened);
    Ok(same + shortened == scripts.len())
}

fn build(user: &User, scripts: &[Script], checked: &[Checked]) -> Result<(), Failure> {
    let functions = function::all(scripts, checked)?;
    let typed: Vec<String> = functions.iter().map(function::Function::typed).collect();
    let by_hand: Vec<String> = functions.iter().map(function::Function::by_hand).collect();
    eprintln!("building {} functions ...", functions.len());
    let empty = user.check(&[])?;
    let by_hand = user.check(&by_hand)?;
    let typed = user.check(&typed)?;
    print_row("functions that build", functions.len());
    let milliseconds = |time: f64| format!("{:.0} ms", time * 1e3);
    print_row("check of an empty crate", milliseconds(empty));
    print_row("check of calls by hand", milliseconds(by_hand));
    print_row("check of the functions", milliseconds(typed));
    print_row("the macro and the analysis", milliseconds(typed - by_hand));
    Ok(())
}

fn print_row(name: &str, value: impl std::fmt::Display) {
    println!("  {name:<46} {value:>8}");
}

/// What the program prints; what it says if it fails.
fn output_of(command: &mut Command, folder: &Path) -> Result<String, Failure> {
    let program = command.get_program().display().to_string();
    let output = command.current_dir(folder).output();
    let output = output.map_err(|error| format!("cannot run `{program}`: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{program}` failed: {}\n{said}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
