//! Faults that can be planted in the analysis: `tools/soundness` must find each. Only the feature `soundness` has them.

/// Whether a fault is planted; never without the feature.
#[cfg(feature = "soundness")]
macro_rules! planted {
    ($fault:ident) => {
        $crate::planted::is_planted($crate::planted::Fault::$fault)
    };
}
#[cfg(not(feature = "soundness"))]
macro_rules! planted {
    ($fault:ident) => {
        false
    };
}

#[cfg(feature = "soundness")]
pub(crate) use self::switch::is_planted;
#[cfg(feature = "soundness")]
pub use self::switch::{Fault, plant};

#[cfg(feature = "soundness")]
mod switch {
    use std::cell::Cell;

    /// Declares the faults.
    macro_rules! faults {
        ($($(#[$about:meta])+ $fault:ident,)+) => {
            /// A fault of the analysis.
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub enum Fault { $($(#[$about])+ $fault,)+ }

            impl Fault {
                /// All of them.
                pub const ALL: &[Self] = &[$(Self::$fault),+];
            }
        };
    }

    faults! {
        /// Where two paths meet, a variable keeps what it is on one of them.
        JoinDropsSide,
        /// Of tables, too: a cell keeps what it is on one path.
        JoinDropsCell,
        /// The members of a set that grew too large do not escape.
        CapForgets,
        /// Widening leaves the upper end where it was.
        WideningKeepsBound,
        /// What a loop changes is not carried round.
        LoopRunsOnce,
        /// A `break` does not reach the end of its loop.
        BreakIsLost,
        /// A store through a variable that may be one of several tables overwrites each.
        StrongUpdate,
        /// Two tables that one expression made are taken for one.
        TablesAreOne,
        /// What goes where it is not followed does not change.
        NothingEscapes,
        /// An error does not reach the end of the `pcall`.
        ErrorExitIsLost,
        /// What a function did that `pcall` called is undone.
        PcallIsUndone,
        /// `setmetatable` does nothing.
        MetatableIsIgnored,
        /// Assignments to upvalues are missed.
        UpvalueIsMissed,
        /// Commands that functions call are not noted.
        EffectIsLost,
        /// Reads of KEYS and ARGV in functions are not noted.
        ReadIsLost,
        /// A reply is never null.
        ReplyIsThere,
        /// What a condition tells of one value is believed after another was assigned.
        ConditionOutlives,
        /// A `return` in the middle of a function is forgotten.
        EarlyReturnIsLost,
        /// `table.remove` takes nothing off KEYS and ARGV.
        RemoveIsLost,
        /// A message that was published is undone by an error.
        MessageIsUndone,
        /// A command is not counted.
        CommandIsNotCounted,
        /// What a loop stores in a table counts once.
        StoreCountsOnce,
        /// A loop by steps is taken to begin at one number, though a branch decides at which.
        StepsHaveOneStart,
        /// What commands settled of a key stays so, whatever changes it.
        SettledOutlives,
        /// An element that was taken out stays lost, whatever uses it.
        UseIsMissed,
        /// The length of a table that was changed is the one it had.
        LengthOutlives,
        /// A range by ranks is taken to count from one end.
        RanksHaveOneEnd,
        /// The last round of a loop is not counted.
        RoundIsNotCounted,
        /// A constant is taken for one more.
        ConstantIsOff,
        /// What functions of an included file refer to is not followed.
        ReferenceIsLost,
        /// A command that is called if a number is 0 is taken to be called if it is 1.
        NumberIsOne,
    }

    thread_local! {
        static PLANTED: Cell<Option<Fault>> = const { Cell::new(None) };
    }

    /// Plants a fault for this thread, or takes out the one that is there.
    pub fn plant(fault: Option<Fault>) {
        PLANTED.set(fault);
    }

    pub(crate) fn is_planted(fault: Fault) -> bool {
        PLANTED.get() == Some(fault)
    }
}
