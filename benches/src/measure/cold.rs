//! The first call after the server has forgotten the script, over a link that takes time.

use std::time::Instant;

use super::median;
use crate::Outcome;
use crate::contender::Kind;
use crate::for_contender;
use crate::link::Link;
use crate::load::Load;
use crate::server::{Place, Server};
use crate::table::Table;
use crate::work::runtime;

const ROUNDS: usize = 9;

/// In round trips: a call that the server knows takes one.
///
/// # Errors
/// If a call fails.
pub fn round_trips(server: &Server, link: &Link) -> Outcome<Table> {
    eprintln!("cold calls over a slow link ...");
    let mut table = Table::new(["", "round trips", "ms", "warm: ms"]);
    for kind in Kind::LOADING {
        let (cold, warm) = for_contender!(kind, measure(server, &link.place()))?;
        table.row([
            kind.title().to_owned(),
            format!("{:.1}", cold / warm),
            format!("{cold:.1}"),
            format!("{warm:.1}"),
        ]);
    }
    Ok(table)
}

/// The medians, in ms.
fn measure<L: Load>(server: &Server, place: &Place) -> Outcome<(f64, f64)> {
    let runtime = runtime()?;
    let mut load = runtime.block_on(L::connect(place, 1))?;
    let mut call = || {
        let start = Instant::now();
        runtime.block_on(load.run(1))?;
        Outcome::Ok(start.elapsed().as_secs_f64() * 1e3)
    };
    call()?;
    let (mut cold, mut warm) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        server.forget()?;
        cold.push(call()?);
        warm.push(call()?);
    }
    Ok((median(cold), median(warm)))
}
