//! Runs a script's cases, as it is and logging.

use std::io;

use crate::claims::other_text::with_included;
use crate::claims::{CertainError, Claims, Entries};
use crate::log::{Log, logging_script};
use crate::print::{Node, print, print_logging};
use crate::program::Case;
use crate::server::{Batch, Outcome, Reply, Sent, Server};
use crate::syntax::{Block, Stmt};

/// A script with what is claimed of it.
pub struct Script {
    /// The text.
    pub text: String,
    /// The places of its expressions and statements.
    pub nodes: Vec<Node>,
    /// What is claimed.
    pub claims: Claims,
    /// The text that is sent.
    sent: String,
    /// The same script with its first functions in a file that it includes, if something of it is then left out.
    joined: Option<String>,
    logging: String,
}

/// What one case showed.
pub struct Observation {
    /// The run as it is.
    pub plain: Outcome,
    /// What the script logged in a run of its own; `None` if that did not do the same.
    pub log: Option<Log>,
    /// The run by `EVAL_RO`, of a script that is claimed to only read.
    pub read_only: Option<Outcome>,
    /// The run on a replica, of a script that is claimed to have no effect if that refuses it.
    pub on_replica: Option<Outcome>,
    /// The run with other entries in KEYS after those that it is claimed to read.
    pub other_keys: Option<Outcome>,
    /// The same of ARGV.
    pub other_arguments: Option<Outcome>,
    /// The run of the script that includes its first functions.
    pub joined: Option<Outcome>,
    /// The replies of the script and of the command that does the same, each with what the keys hold then.
    pub instead: Option<[Reply; 2]>,
    /// What surely fails if as many entries are passed.
    pub errors: Vec<CertainError>,
}

impl Script {
    /// Prints a script and asks what is claimed of it; `change` may make lies of that.
    #[must_use]
    pub fn new(block: &Block, server: &str, change: &dyn Fn(&mut Claims)) -> Self {
        let printed = print(block);
        let mut claims = Claims::of(&printed.text, server);
        change(&mut claims);
        let is_function = |stmt: &&Stmt| matches!(stmt, Stmt::LocalFunction(..));
        let functions = block.iter().take_while(is_function).count();
        let (part, rest) = block.split_at(functions);
        let joined = (functions > 0 && claims.accepted)
            .then(|| with_included(&print(&part.to_vec()).text, &print(&rest.to_vec()).text));
        Self {
            sent: claims.sent.clone().unwrap_or_else(|| printed.text.clone()),
            joined: joined.flatten(),
            logging: logging_script(&print_logging(block)),
            text: printed.text,
            nodes: printed.nodes,
            claims,
        }
    }
}

/// Runs all cases of scripts together.
///
/// # Errors
/// If the server ended or hung over them.
pub fn observe(
    server: &mut Server,
    scripts: &[(&Script, &[Case])],
) -> io::Result<Vec<Vec<Observation>>> {
    let mut batch = Batch::default();
    let mut planned = Vec::new();
    for (script, cases) in scripts {
        let plans = cases
            .iter()
            .map(|case| Plan::add(&mut batch, script, case, server.runs_read_only()));
        planned.push(plans.collect::<Vec<Plan>>());
    }
    let outcomes = server.execute(batch)?;
    let version = server.version();
    let observed = planned.iter().zip(scripts).map(|(plans, (script, cases))| {
        let cases = plans.iter().zip(*cases);
        cases
            .map(|(plan, case)| plan.observation(&outcomes, script, case, version))
            .collect()
    });
    Ok(observed.collect())
}

/// The numbers of the runs of a case.
struct Plan {
    plain: usize,
    logging: usize,
    read_only: Option<usize>,
    on_replica: Option<usize>,
    other_keys: Option<usize>,
    other_arguments: Option<usize>,
    joined: Option<usize>,
    instead: Option<[usize; 2]>,
}

impl Plan {
    fn add(batch: &mut Batch, script: &Script, case: &Case, runs_read_only: bool) -> Self {
        let claims = &script.claims;
        let mut other =
            |case: Option<Case>| case.map(|case| batch.run(&script.sent, Sent::Plainly, &case));
        let other_keys = other(replaced(case, claims.keys, |case| &mut case.keys));
        let other_arguments = other(replaced(case, claims.arguments, |case| &mut case.arguments));
        let read_only = (runs_read_only && claims.read_only)
            .then(|| batch.run(&script.sent, Sent::ReadOnly, case));
        // A replica refuses only what writes.
        let is_asked = claims.undone_by_readonly && !claims.read_only;
        let on_replica = is_asked.then(|| batch.run(&script.sent, Sent::ToReplica, case));
        let joined = script.joined.as_ref();
        let joined = joined.map(|joined| batch.run(joined, Sent::Plainly, case));
        let instead = claims.instead.as_ref().map(|command| {
            [&script.sent, command].map(|text| batch.run(&with_data(text), Sent::Plainly, case))
        });
        Self {
            joined,
            instead,
            plain: batch.run(&script.sent, Sent::Plainly, case),
            logging: batch.run(&script.logging, Sent::Plainly, case),
            read_only,
            on_replica,
            other_keys,
            other_arguments,
        }
    }

    fn observation(
        &self,
        outcomes: &[Outcome],
        script: &Script,
        case: &Case,
        version: &str,
    ) -> Observation {
        let outcome = |at: Option<usize>| at.map(|at| outcomes[at].clone());
        let plain = outcomes[self.plain].clone();
        let log = Log::read(&outcomes[self.logging].reply);
        // What depends on more than its arguments, such as an address, is no evidence.
        let log = log.filter(|log| is_same(&plain, &outcomes[self.logging], log));
        Observation {
            log,
            read_only: outcome(self.read_only),
            on_replica: outcome(self.on_replica),
            other_keys: outcome(self.other_keys),
            other_arguments: outcome(self.other_arguments),
            joined: outcome(self.joined),
            instead: self
                .instead
                .map(|both| both.map(|at| outcomes[at].reply.clone())),
            errors: Claims::errors_for(
                &script.text,
                version,
                case.keys.len(),
                case.arguments.len(),
            ),
            plain,
        }
    }
}

/// The case with other entries after those that are claimed to be read; `None` if there are none.
fn replaced(
    case: &Case,
    claimed: Entries,
    entries: impl Fn(&mut Case) -> &mut Vec<String>,
) -> Option<Case> {
    let mut other = case.clone();
    let mut after = entries(&mut other)
        .iter_mut()
        .skip(claimed.count)
        .peekable();
    if claimed.variadic || after.peek().is_none() {
        return None;
    }
    for entry in after {
        *entry = format!("7{entry}");
    }
    Some(other)
}

/// A script that replies what another one replies, and what the keys hold after that.
fn with_data(text: &str) -> String {
    format!(
        "local function main()\n{text}\nend\nlocal reply, data = main(), {{}}\n\
         for i, key in ipairs(KEYS) do\n\
         data[i] = {{redis.call('DUMP', key) or 'none', redis.call('TTL', key)}}\n\
         end\nreturn {{reply or false, data}}"
    )
}

fn is_same(plain: &Outcome, logging: &Outcome, log: &Log) -> bool {
    let replied = match plain.reply.raised() {
        Some(_) => !log.succeeded,
        None if plain.reply == Reply::Null => {
            log.succeeded
                && log
                    .result
                    .as_ref()
                    .is_none_or(|result| *result == Reply::Null)
        }
        None => log.succeeded && log.result.as_ref() == Some(&plain.reply),
    };
    replied && plain.commands == logging.commands
}
