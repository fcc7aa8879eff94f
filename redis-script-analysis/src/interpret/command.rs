//! `redis.call` and `redis.pcall`.

use std::rc::Rc;

use super::Interpreter;
use super::compute::constant_text;
use super::reply::Reply;
use super::site::Site;
use super::values::Values;
use crate::domain::{IdSet, Types, Value, ValueNumber};
use crate::facts::{CommandCall, Conditions, Found, Step};
use crate::lua::syntax::ExprId;
use crate::redis::builtins;
use crate::redis::commands::Command;
use crate::redis::replies::Shape;

impl Interpreter<'_> {
    /// Notes the call and gives the reply; `catches`: it is `redis.pcall`.
    pub(super) fn command(&mut self, arguments: &Values, site: Site, catches: bool) -> Values {
        let discarded = self.discarded.take() == Some(site.id);
        // The arguments still tell which entries of KEYS or ARGV they are.
        self.read_tail(arguments, site);
        let (command, is_touched) = self.note_command(arguments, site, (catches, discarded));
        let row = builtins::caller(catches);
        for (at, value) in arguments.fixed.iter().enumerate() {
            if catches {
                self.need(value);
            } else {
                self.pass(value, row.parameter(at).types);
            }
            self.leave(value);
            self.use_taken(value);
        }
        let reply = self.reply(arguments, site, command, is_touched);
        if self.steering.is_some() {
            self.steer_command(arguments, site, &reply);
        }
        if !catches {
            if !discarded {
                self.note_taken(&reply, site.id, command);
                if let Some(command) = command {
                    self.note_held(site.id, command, (arguments, &reply));
                }
            }
            return Values::one(reply);
        }
        let mut error = self.error_table(site);
        error.origin.calls = reply.origin.calls.clone();
        let mut reply = reply.joined(&error);
        reply.origin.caught = IdSet::one(site.id.0);
        reply.same = ValueNumber::NONE;
        Values::one(reply)
    }

    /// What is called, if that is known, and whether an earlier command had its key.
    fn note_command(
        &mut self,
        arguments: &Values,
        site: Site,
        (catches, discarded): (bool, bool),
    ) -> (Option<Command>, bool) {
        if planted!(EffectIsLost) && self.frames.len() > 1 {
            return (None, self.is_touched(arguments, site, None));
        }
        let name_literal = name_literal(arguments);
        let name_span = match name_literal {
            Some(literal) => self.literals.get(literal),
            None => None,
        };
        let mut call = CommandCall {
            id: site.id,
            span: site.span,
            name_span: match name_span {
                Some(span) => *span,
                None => arguments.span(0, site.span),
            },
            name_literal,
            catches,
            protected: catches || self.protected > 0,
            is_alternative: self.is_alternative,
            arguments: self.arguments(arguments, site.span),
            loops: self.loops,
            discarded,
            is_touched: false,
            settled_by: None,
            lost_at: None,
            rejected_at: None,
            renews: None,
            is_impossible: !self.state.path.is_possible(),
            conditions: Conditions::clone(&self.state.conditions),
            found: Found::default(),
        };
        let command = call.command();
        call.is_touched = self.is_touched(arguments, site, command);
        let is_touched = call.is_touched;
        self.note_key_types(&call);
        call.settled_by = self.note_settled(&call);
        let name = match arguments.text() {
            // Of calls of the function around that pass another command, this is another call.
            Some(name) => self.numbering.constant(name),
            None => ValueNumber::NONE,
        };
        if let Some(events) = self.note() {
            events.command(call, name);
        }
        self.note_step(Step::Command(site.id));
        (command, is_touched)
    }

    fn reply(
        &mut self,
        arguments: &Values,
        site: Site,
        command: Option<Command>,
        is_touched: bool,
    ) -> Value {
        self.note_called(site, command);
        let (shape, is_null_by_option) = reply_shape(arguments, command);
        let guarded = is_touched || is_null_by_option;
        let mut value = Reply::new(self, site, command, guarded).value(&shape);
        if planted!(ReplyIsThere) {
            value.restrict(Types::TRUTHY);
        }
        value.same = self.note_sizes(arguments, site, command, &value);
        value
    }

    /// Two commands at one place, in two calls of the function around, are not one.
    fn note_called(&mut self, site: Site, command: Option<Command>) {
        match self.call_commands.get_mut(site.id) {
            Some(known) if *known != command => *known = None,
            Some(_) => {}
            None => self.call_commands.insert(site.id, command),
        }
    }

    /// Whether an earlier command had the same key: it may exclude that the key is missing.
    fn is_touched(&mut self, arguments: &Values, site: Site, command: Option<Command>) -> bool {
        let place = match command {
            Some(command) => command.words(),
            None => 1,
        };
        let Some(key) = arguments.fixed.get(place) else {
            return false;
        };
        let number = match key.as_text() {
            Some(text) => self.numbering.constant(text),
            None => key.same,
        };
        let before = number != ValueNumber::NONE && self.state.touched.contains(number);
        self.state.touched.insert(number);
        // A key that is computed in place is not another one's, either.
        let number = match number {
            ValueNumber::NONE => self.numbering.fresh(),
            number => number,
        };
        let number = match self.call_keys.get(site.id) {
            // Each round of a loop has its own key; one of several calls of a function is not known.
            Some(known) if *known != number && self.loops == 0 => ValueNumber::NONE,
            _ => number,
        };
        self.call_keys.insert(site.id, number);
        before
    }
}

/// The literal that is the command's name, also if that was passed to a function of the script.
fn name_literal(arguments: &Values) -> Option<ExprId> {
    let name = arguments.fixed.first()?;
    name.as_text()?;
    name.origin.literals.single().map(ExprId)
}

/// What a command replies, and whether it is null only with an option that may stand among arguments that are not constant:
/// nothing is claimed of that.
fn reply_shape(arguments: &Values, command: Option<Command>) -> (Shape, bool) {
    let Some(command) = command else {
        return (Shape::Any, false);
    };
    let mut texts = Vec::with_capacity(arguments.fixed.len());
    for argument in arguments.from(1) {
        texts.push(constant(argument));
    }
    let (mut known, mut without_options) = (Vec::new(), Vec::new());
    for text in &texts {
        let text = text.as_deref();
        known.push(text);
        without_options.push(text.or(Some(b"?")));
    }
    let shape = Shape::of(command, &known, arguments.is_open());
    let may_be_null = shape.may_be_null();
    let is_null_by_option =
        may_be_null && !Shape::of(command, &without_options, false).may_be_null();
    (shape, is_null_by_option)
}

/// An argument's bytes as the server gets them, where they are constant.
fn constant(value: &Value) -> Option<Rc<[u8]>> {
    match value.as_text() {
        Some(text) => Some(text.clone()),
        None => constant_text(value).map(Rc::from),
    }
}
