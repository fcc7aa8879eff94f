//! Logs what each expression was found to be, for `tools/soundness`.

use super::Interpreter;
use super::site::Site;
use super::state::State;
use crate::domain::Value;
use crate::facts::Facts;

impl Interpreter<'_> {
    /// An expression has this value here, as far as it comes to one.
    pub(super) fn log_value(&mut self, site: Site, value: &Value) {
        if self.is_noting() && self.state.path.is_possible() {
            self.value_log.add(site.id, site.span, &value.facets);
        }
    }

    /// The same of `a and b`, to which a path also comes that skipped `b`.
    pub(super) fn log_chain(&mut self, site: Site, value: &Value, skipped: &mut State) {
        let is_dead = self.state.unreachable || !self.state.path.is_possible();
        if is_dead {
            std::mem::swap(&mut self.state, skipped);
        }
        self.log_value(site, value);
        if is_dead {
            std::mem::swap(&mut self.state, skipped);
        }
    }

    /// Says what the targets of the values are.
    pub(super) fn finish_value_log(&mut self, facts: &mut Facts) {
        let mut log = std::mem::take(&mut self.value_log);
        log.makers = std::mem::take(&mut self.makers);
        for function in self.functions.values() {
            log.functions.insert(function.span.end, function.id);
        }
        facts.value_log = log;
    }
}
