//! Faults that are planted in the analysis: each must be found.

use std::io;

use redis_script_analysis::planted::{Fault, plant};

use crate::generate::generate;
use crate::hunt::{Hunter, Smallest};
use crate::program::Program;

/// Programs that are run together.
const TOGETHER: u64 = 20;

/// A fault that was found.
pub struct Found {
    /// The programs up to the one that shows it.
    pub programs: u64,
    /// Its seed.
    pub seed: u64,
    /// What it refutes, made small.
    pub smallest: Smallest,
}

/// Looks for a fault in so many programs from a seed on. `None`: none of them shows it.
///
/// # Errors
/// If there is no server.
pub fn find(fault: Fault, count: u64, seed: u64) -> io::Result<Option<Found>> {
    let truth = |_: &mut _| ();
    let mut hunter = Hunter::start(&truth)?;
    plant(Some(fault));
    let found = hunt(&mut hunter, fault, count, seed);
    plant(None);
    Ok(found)
}

fn hunt(hunter: &mut Hunter<'_>, fault: Fault, count: u64, seed: u64) -> Option<Found> {
    let end = seed.saturating_add(count);
    let mut start = seed;
    while start < end {
        let next = end.min(start + TOGETHER);
        let programs: Vec<_> = (start..next).map(generate).collect();
        for (program, checked) in programs.iter().zip(hunter.check(&programs)) {
            let refutations = checked.map(|checked| checked.refutations);
            let refutation = refutations.unwrap_or_default().into_iter().next();
            let Some(refutation) = refutation.filter(|_| is_new(hunter, fault, program)) else {
                continue;
            };
            if let Some(smallest) = hunter.minimise(program, &refutation) {
                return Some(Found {
                    programs: program.seed - seed + 1,
                    seed: program.seed,
                    smallest,
                });
            }
        }
        start = next;
    }
    None
}

/// Whether a program refutes nothing without the fault.
fn is_new(hunter: &mut Hunter<'_>, fault: Fault, program: &Program) -> bool {
    plant(None);
    let checked = hunter.check(std::slice::from_ref(program)).pop();
    plant(Some(fault));
    let checked = checked.flatten();
    checked.is_some_and(|checked| checked.refutations.is_empty())
}
