//! Many callers meet a server that has forgotten the script.

use std::time::Instant;

use super::median;
use crate::Outcome;
use crate::contender::Kind;
use crate::for_contender;
use crate::load::Load;
use crate::server::{Place, Server};
use crate::table::{Table, thousands};
use crate::work::runtime;

/// How many callers.
pub const CALLERS: usize = 1_000;

const ROUNDS: usize = 5;

struct Storm {
    bytes: Vec<f64>,
    loads: Vec<f64>,
    ms: Vec<f64>,
}

/// All callers share one connection and call once, at the same moment.
///
/// # Errors
/// If a call fails.
pub fn after_flush(server: &Server, places: &[(&str, Place)]) -> Outcome<Table> {
    eprintln!("{CALLERS} callers after SCRIPT FLUSH ...");
    let mut head = vec![
        String::new(),
        "kB sent".to_owned(),
        "SCRIPT LOADs".to_owned(),
    ];
    head.extend(places.iter().map(|(name, _)| format!("ms, {name}")));
    let mut table = Table::new(head);
    for kind in Kind::LOADING {
        let mut row = vec![kind.title().to_owned()];
        let mut times = Vec::new();
        for (_, place) in places {
            let storm = for_contender!(kind, measure(server, place))?;
            times.push(format!("{:.1}", median(storm.ms)));
            row.truncate(1);
            row.push(thousands(median(storm.bytes) / 1e3));
            row.push(thousands(median(storm.loads)));
        }
        row.extend(times);
        table.row(row);
    }
    Ok(table)
}

fn measure<L: Load>(server: &Server, place: &Place) -> Outcome<Storm> {
    let runtime = runtime()?;
    let mut load = runtime.block_on(L::connect(place, CALLERS))?;
    let mut storm = Storm {
        bytes: Vec::new(),
        loads: Vec::new(),
        ms: Vec::new(),
    };
    // The first is a rehearsal.
    for round in 0..=ROUNDS {
        server.forget()?;
        let start = Instant::now();
        runtime.block_on(load.run(CALLERS))?;
        let ms = start.elapsed().as_secs_f64() * 1e3;
        let traffic = server.traffic()?;
        if round > 0 {
            storm.ms.push(ms);
            storm.bytes.push(traffic.bytes as f64);
            storm.loads.push(traffic.loads as f64);
        }
    }
    Ok(storm)
}
