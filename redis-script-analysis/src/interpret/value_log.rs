//! Logs what each expression was found to be, for `tools/soundness`.

use super::Interpreter;
use crate::domain::Value;
use crate::facts::Facts;
use crate::text::Span;

impl Interpreter<'_> {
    /// An expression has this value here, as far as it comes to one.
    pub(super) fn log_value(&mut self, span: Span, value: &Value) {
        if self.is_noting() && !self.state.impossible {
            self.value_log.add(span, &value.facets);
        }
    }

    /// Says what the targets of the values are.
    pub(super) fn finish_value_log(&mut self, facts: &mut Facts) {
        let mut log = std::mem::take(&mut self.value_log);
        log.makers = std::mem::take(&mut self.makers);
        log.functions = self
            .functions
            .iter()
            .map(|(id, function)| (id.0, function.span))
            .collect();
        facts.value_log = log;
    }
}
