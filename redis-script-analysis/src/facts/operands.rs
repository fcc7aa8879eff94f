//! All operands of a script at once.

use std::collections::HashMap;

use super::{Facts, Operand};

impl Facts {
    /// Changes the numbers by which operands name reads.
    pub(crate) fn renumber_reads(&mut self, places: &HashMap<usize, usize>) {
        self.each_operand(|operand| {
            let reads = operand.reads.iter();
            operand.reads = reads.filter_map(|read| places.get(read).copied()).collect();
        });
    }

    fn each_operand(&mut self, change: impl Fn(&mut Operand)) {
        let commands = self.commands.iter_mut().map(|call| &mut call.arguments);
        let calls = self
            .library_calls
            .iter_mut()
            .map(|call| &mut call.arguments);
        commands
            .chain(calls)
            .flat_map(|arguments| &mut arguments.fixed)
            .for_each(&change);
        self.constructed
            .iter_mut()
            .flat_map(|table| &mut table.items)
            .for_each(&change);
        self.returns
            .iter_mut()
            .filter_map(|returned| returned.operand.as_mut())
            .for_each(&change);
        self.tests
            .iter_mut()
            .map(|test| &mut test.operand)
            .for_each(&change);
        self.accesses
            .iter_mut()
            .flat_map(|access| [&mut access.object, &mut access.index])
            .for_each(&change);
        self.unary_operations
            .iter_mut()
            .map(|operation| &mut operation.operand)
            .for_each(&change);
        self.loops
            .iter_mut()
            .filter_map(|looped| looped.limit.as_mut())
            .for_each(&change);
        for operation in &mut self.operations {
            change(&mut operation.left);
            change(&mut operation.right);
        }
    }
}
