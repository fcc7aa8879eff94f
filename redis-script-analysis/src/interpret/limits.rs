//! What is not followed any further, so that the time stays linear in the length of the text, and the stack holds.

/// Levels of nesting, summed over the functions that are being followed; beyond it no call is followed. One function alone
/// has 200 at most, and the stack must hold all.
pub(super) const DEPTH: usize = 150;

/// Statements that a text may cost, those in calls and in rounds of loops included, beside one for so many bytes of the text;
/// beyond it the calls of a function share one activation, and a loop forgets what it changes. A text that calls no function
/// twice has one for about 30 bytes.
pub(super) const BUDGET: usize = 6_400;
pub(super) const BYTES_FOR_BUDGET: usize = 16;

/// Rounds of a loop after which its state is widened.
pub(super) const ROUNDS_BEFORE_WIDENING: usize = 2;

/// Rounds of a loop after which all is forgotten that it changes. Widening settles long before; this is for what has no
/// widening of its own.
pub(super) const ROUNDS: usize = 24;

/// Times that the body of a shared activation is followed; beyond it nothing is known of its calls and results. That is so from
/// the start if all activations together have cost half as many statements again as are in the budget.
pub(super) const ACTIVATIONS: usize = 32;

/// Variables around a function whose functions its shared activation knows; beyond it they may be any, and something may call
/// them at any time. Functions that keep each other would otherwise take a time that grows with the square of their number.
pub(super) const CAPTURED: usize = 12;

/// Tables and functions that one value is followed to; beyond it they all go where they are not followed.
pub(super) const TARGETS: usize = 16;

/// Tables and functions that stand in one table at entries that are not kept apart; beyond it, they go where they are not followed,
/// too. Each read of such an entry may give them all.
pub(super) const HELD: usize = 64;

/// Entries of one table that are kept apart; beyond it they are one.
pub(super) const CELLS: usize = 256;

/// Entries that `unpack(t, i, j)` reads one by one; a longer list is read as a range.
pub(super) const UNPACKED: i64 = 64;

/// Tables of one place that a table made again there is looked for in; beyond it, it may always still be in use.
pub(super) const SEARCHED: usize = 400;

/// Tables and elements that are looked at where tables leave the script, beside two for each byte of the text; beyond it, nothing is
/// known of what is lost there. A table that grows is looked at from its first element each time that it leaves.
pub(super) const LEFT: usize = 16_000;

/// Tables that are filled from tables that are filled from others, and so on; beyond it, nothing is known of how large they become.
pub(super) const FILLED_BY_FILLED: usize = 32;

/// Keys whose types are told apart on one path.
pub(super) const TYPED_KEYS: usize = 64;

/// Facts about keys that earlier commands settled, on one path.
pub(super) const SETTLED: usize = 32;
