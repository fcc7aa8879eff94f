//! A script that is tried: read, checked, and run as often as it is asked for.

use std::io;
use std::path::PathBuf;

use clap::ArgMatches;
use redis_script_analysis::Counts;
use redis_script_analysis::contract::types::ReplyType;
use redis_script_analysis::include::Joined;
use redis_script_analysis::lua::ScriptKind;
use redis_script_analysis::report::render::render_errors;

use super::entries::CallEntries;
use super::once::run_once;
use super::reply_type;
use super::seed::Seed;
use super::server::Server;
use super::subject::Subject;
use crate::Outcome;
use crate::args::run::CallArgs;
use crate::files::Input;
use crate::including::JoinedScript;
use crate::report::human::findings;
use crate::script::Script;
use crate::settings::SettingsCache;
use crate::terminal::Terminal;

/// A script with what it is tried with.
pub(crate) struct Trial<'a> {
    pub(crate) input: &'a Input,
    pub(crate) args: &'a CallArgs,
    matches: Option<&'a ArgMatches>,
    /// The files that the script includes.
    pub(crate) included: Vec<PathBuf>,
    /// It is found when the first call is ready.
    server: Option<Server>,
}

/// All that a call needs but the server.
pub(crate) struct ReadyCall {
    pub(crate) subject: Subject,
    pub(crate) entries: CallEntries,
    pub(crate) seed: Option<Seed>,
    pub(crate) reply_type: Option<ReplyType>,
}

impl<'a> Trial<'a> {
    pub(crate) fn new(
        input: &'a Input,
        args: &'a CallArgs,
        matches: Option<&'a ArgMatches>,
    ) -> Self {
        Self {
            input,
            args,
            matches,
            included: Vec::new(),
            server: None,
        }
    }

    /// Reads the script, and runs it as often as it is asked for.
    pub(crate) fn run(&mut self, terminal: &mut Terminal) -> io::Result<Outcome> {
        let ready = match self.prepare(terminal)? {
            Ok(ready) => ready,
            Err(why) => return Ok(failed(&why, terminal)),
        };
        let args = self.args;
        let server = match self.fresh_server(ready.seed.as_ref()) {
            Ok(server) => server,
            Err(why) => return Ok(failed(&why, terminal)),
        };
        let mut outcome = Outcome::Clean;
        for number in 1..=args.repeat {
            match run_once(server, &ready, args, number, terminal)? {
                Ok(Outcome::Clean) => {}
                Ok(other) => outcome = other,
                Err(why) => return Ok(failed(&(why + &server.condition()), terminal)),
            }
        }
        Ok(outcome)
    }

    /// Reads and checks everything, and prints what `check` finds.
    fn prepare(&mut self, terminal: &mut Terminal) -> io::Result<Result<ReadyCall, String>> {
        let ready = self.read();
        if let Ok(ready) = &ready
            && !self.args.quiet
            && !self.args.json
        {
            terminal.print(&findings(&ready.subject.script))?;
            if let Some(remark) = ready.subject.script.remark() {
                terminal.remark(remark);
            }
        }
        Ok(ready)
    }

    pub(crate) fn read(&mut self) -> Result<ReadyCall, String> {
        let mut wrong = String::new();
        let mut cache = SettingsCache::new(&self.args.settings, self.matches);
        let project = cache
            .settings(self.input, &mut |why| why.clone_into(&mut wrong))
            .ok_or(wrong)?;
        let JoinedScript {
            joined, project, ..
        } = JoinedScript::read(self.input, project)?;
        self.included = joined.files.iter().map(|file| file.path.clone()).collect();
        let settings = project.settings;
        let first = Script::check(copied(&joined), Counts::default(), &settings);
        let shown = first.source.path();
        if first.kind == ScriptKind::Library {
            return Err(format!(
                "`{shown}` is a function library: only scripts can be run"
            ));
        }
        if !joined.errors.is_empty() {
            let errors = render_errors(&joined.errors, &joined.source);
            return Err(format!(
                "`{shown}` cannot be sent, since its includes are wrong\n\nerror: {errors}"
            ));
        }
        let entries = CallEntries::of(self.args, &first, self.input)?;
        let reply_type = match &self.args.reply_type {
            Some(named) => Some(reply_type::parse(named).map_err(|why| format!("`--as`: {why}"))?),
            None => reply_type::in_header(&joined.source).transpose()?,
        };
        // The lints compare what the script reads with what this call passes.
        let counts = entries.counts();
        let script = Script::check(joined, counts, &settings);
        let script = script.with_constants(&self.args.constants, counts, &settings)?;
        Ok(ReadyCall {
            subject: Subject::new(script)?,
            entries,
            seed: self.args.seed.as_deref().map(Seed::read).transpose()?,
            reply_type,
        })
    }

    /// The server, as if nothing had run: a private one is emptied, and the seed is sown.
    pub(crate) fn fresh_server(&mut self, seed: Option<&Seed>) -> Result<&mut Server, String> {
        let server = match self.server.take() {
            Some(mut server) => {
                server.empty_if_private()?;
                server
            }
            None => Server::find(self.args)?,
        };
        let server = self.server.insert(server);
        if let Some(seed) = seed {
            seed.run(&mut server.connect()?)?;
        }
        Ok(server)
    }
}

/// It is checked twice: its header may name what is passed.
fn copied(joined: &Joined) -> Joined {
    Joined {
        source: joined.source.clone(),
        errors: joined.errors.clone(),
        files: joined.files.clone(),
        left_out: Vec::new(),
    }
}

fn failed(why: &str, terminal: &mut Terminal) -> Outcome {
    terminal.error(why);
    Outcome::Failed
}
