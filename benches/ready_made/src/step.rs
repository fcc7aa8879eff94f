//! Calls of one kind, of which a contender makes several kinds one after another: admitted and rejected, acquire and release.

use crate::Request;
use redis_script_benches::Outcome;

/// Calls of one kind, in the order in which they were made.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What kind.
    pub name: String,
    /// Whether all of them did what they were to do; if not, none did.
    pub granted: bool,
    /// One for each call.
    pub requests: Vec<Request>,
    /// How many more were sent for a call, which are not measured.
    pub others: f64,
}

impl Step {
    /// The command that is timed.
    #[must_use]
    pub fn command(&self) -> String {
        self.requests
            .first()
            .map(Request::command)
            .unwrap_or_default()
    }

    /// The request of an average call, in bytes.
    #[must_use]
    pub fn bytes(&self) -> f64 {
        let bytes: usize = self
            .requests
            .iter()
            .map(|request| request.packed().len())
            .sum();
        bytes as f64 / self.requests.len() as f64
    }
}

/// Takes what was recorded apart. A driver announces each step by `ECHO "step NAME granted|refused COUNT"`; what it sends before
/// the first one is a rehearsal, in which clients greet the server and load their scripts.
///
/// Scripts that are sent as text each time are sent by their SHA1 instead, which `load` finds out: so all are measured alike.
///
/// # Errors
/// If the calls of a step do not send equally many requests, or not the same first.
pub fn steps(
    recorded: Vec<Request>,
    mut load: impl FnMut(&[u8]) -> Outcome<String>,
) -> Outcome<Vec<Step>> {
    let mut steps: Vec<(Step, usize)> = Vec::new();
    for request in recorded {
        if let Some(begun) = announced(&request)? {
            steps.push(begun);
        } else if let Some((step, _)) = steps.last_mut() {
            step.requests.push(request);
        }
    }
    let finish = |(step, count)| finish(step, count, &mut load);
    steps.into_iter().map(finish).collect()
}

fn announced(request: &Request) -> Outcome<Option<(Step, usize)>> {
    if request.command() != "echo" {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(request.part(1).unwrap_or_default());
    let [_, name, granted, count] = text.split(' ').collect::<Vec<_>>()[..] else {
        return Err(format!("`{text}` announces no step").into());
    };
    let step = Step {
        name: name.to_owned(),
        granted: granted == "granted",
        requests: Vec::new(),
        others: 0.0,
    };
    Ok(Some((step, count.parse()?)))
}

fn finish(
    step: Step,
    count: usize,
    load: &mut impl FnMut(&[u8]) -> Outcome<String>,
) -> Outcome<Step> {
    let all = step.requests.len();
    let scripts = step.requests.iter().any(Request::is_script);
    // What some locks look at before they take it by a plain command is not what is compared.
    let writes = step
        .requests
        .iter()
        .any(|request| request.command() == "set");
    let is_measured = |request: &Request| match (scripts, writes) {
        (true, _) => request.is_script(),
        (false, true) => request.command() == "set",
        (false, false) => true,
    };
    let mut requests = Vec::new();
    for request in step.requests {
        if request.command() == "eval" {
            let sha1 = load(request.part(1).unwrap_or_default())?;
            requests.push(request.renamed("EVALSHA", &sha1));
        } else if is_measured(&request) {
            requests.push(request);
        }
    }
    // If a call sends several, as a lock that gives back what it did not get, the first one is measured.
    let sent = requests.len();
    let each = sent / count.max(1);
    let requests: Vec<_> = requests.into_iter().step_by(each.max(1)).collect();
    let kind = |request: &Request| (request.command(), request.script().map(<[u8]>::to_vec));
    let first = requests.first().map(kind);
    let alike = requests.iter().all(|request| Some(kind(request)) == first);
    if sent == 0 || sent != each * count || !alike {
        let name = step.name;
        let found =
            format!("{count} calls of the step {name} sent {sent} requests, or different ones");
        return Err(found.into());
    }
    Ok(Step {
        others: (all - requests.len()) as f64 / count as f64,
        requests,
        ..step
    })
}
