//! All operands of a script at once.

use std::collections::HashMap;

use super::{Facts, Operand};

impl Facts {
    /// Changes the numbers by which operands name reads.
    pub(crate) fn renumber_reads(&mut self, places: &HashMap<usize, usize>) {
        self.each_operand(&|operand| {
            operand.reads.retain_mut(|read| {
                let place = places.get(read);
                *read = *place.unwrap_or(read);
                place.is_some()
            });
        });
    }

    fn each_operand(&mut self, change: &dyn Fn(&mut Operand)) {
        for call in &mut self.commands {
            call.arguments.fixed.iter_mut().for_each(change);
        }
        for call in &mut self.library_calls {
            call.arguments.fixed.iter_mut().for_each(change);
        }
        for table in &mut self.constructed {
            table.items.iter_mut().for_each(change);
        }
        for returned in &mut self.returns {
            returned.operand.iter_mut().for_each(change);
        }
        for test in &mut self.tests {
            change(&mut test.operand);
        }
        for access in &mut self.accesses {
            change(&mut access.object);
            change(&mut access.index);
        }
        for operation in &mut self.unary_operations {
            change(&mut operation.operand);
        }
        for looped in &mut self.loops {
            looped.limit.iter_mut().for_each(change);
        }
        for operation in &mut self.operations {
            change(&mut operation.left);
            change(&mut operation.right);
        }
    }
}
