//! Values that go into a shared activation, and that come out of it: at any time, and of any of its calls.

use crate::domain::{TargetId, TargetKind, Value, ValueNumber};
use crate::interpret::Interpreter;
use crate::interpret::values::Values;
use crate::lua::syntax::FunctionId;

impl Interpreter<'_> {
    /// The tables of a value, and all that they hold, may be changed by a call that is not followed here.
    pub(super) fn escape_tables(&mut self, value: &Value) {
        let mut tables = value.clone();
        remove(&mut tables, TargetKind::Closure);
        self.escape(&tables);
    }

    /// A call that is not followed here may change what its functions capture.
    pub(super) fn expose_captures(&mut self, mut open: Vec<FunctionId>) {
        while let Some(id) = open.pop() {
            for local in self.captures_of(id).iter() {
                if self.state.is_exposed(*local) {
                    continue;
                }
                self.state.expose(*local);
                let Some(value) = self.state.local(*local).cloned() else {
                    continue;
                };
                if self.upvalues.mutated.contains(*local) {
                    self.escape(&value);
                } else {
                    open.append(&mut closures_of(&value));
                    self.escape_tables(&value);
                }
            }
        }
    }

    /// Arguments as the activation gets them.
    pub(super) fn arguments_of(&self, values: &Values) -> Values {
        values.map(&|value| at_large(self.refined(value)))
    }

    /// Results as the caller gets them: not those of one certain call, and without the functions that it made.
    pub(super) fn results_of(&self, values: &Values) -> Values {
        values.map(&|value| {
            let mut value = at_large(self.refined(value)).numbered(ValueNumber::NONE);
            forget_closures(&mut value);
            value
        })
    }
}

pub(super) fn closures_of(value: &Value) -> Vec<FunctionId> {
    let mut closures = Vec::new();
    for target in value.facets.target.iter() {
        if target.kind() == TargetKind::Closure {
            closures.push(FunctionId(target.index()));
        }
    }
    closures
}

/// A function of the script becomes any function.
pub(super) fn forget_closures(value: &mut Value) {
    let has_any = remove(value, TargetKind::Closure);
    value.facets.target.any_function |= has_any;
}

/// A value at another time than this, when its tables may hold anything.
pub(super) fn at_large(mut value: Value) -> Value {
    let has_any = remove(&mut value, TargetKind::Object);
    value.facets.target.any_table |= has_any;
    value
}

/// Takes what is of a kind out of what a value may refer to; whether there was any.
fn remove(value: &mut Value, kind: TargetKind) -> bool {
    let ids = &mut value.facets.target.ids;
    ids.retain(&|id| TargetId(id).kind() != kind)
}
