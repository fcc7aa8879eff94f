//! `--watch`: again whenever a file changes.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use super::trial::Trial;
use crate::Outcome;
use crate::files::Input;
use crate::terminal::Terminal;

const PERIOD: Duration = Duration::from_millis(100);

/// Runs it, and again after each change, until the command is ended.
pub(crate) fn run(trial: &mut Trial, terminal: &mut Terminal) -> io::Result<Outcome> {
    loop {
        let seen = contents(trial);
        trial.run(terminal)?;
        terminal.remark("waiting for a change; Ctrl-C ends");
        while contents(trial) == seen {
            sleep(PERIOD);
        }
    }
}

/// What the files hold. Editors replace files, so that neither their times nor a handle would tell.
fn contents(trial: &Trial) -> Vec<Option<Vec<u8>>> {
    files(trial)
        .iter()
        .map(|file| fs::read(file).ok())
        .collect()
}

fn files(trial: &Trial) -> Vec<PathBuf> {
    let script = match trial.input {
        Input::File { path, .. } => Some(path.clone()),
        _ => None,
    };
    let included = trial.included.iter().cloned();
    script
        .into_iter()
        .chain(trial.args.seed.clone())
        .chain(included)
        .collect()
}
