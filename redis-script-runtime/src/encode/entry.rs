//! What a parameter passes: one entry, or those of a slice or an `Option`, which may be groups.
//!
//! A blanket implementation for the types of redis-rs and one for tuples would overlap. So [`OneEntry`] and [`Entries`] have a
//! parameter, the kind of what is passed. The compiler infers it: a type has one kind only.

use core::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use redis::{Cmd, RedisWrite};

use super::{Encoder, Size};
use crate::group_check::CountedGroup;
use crate::{ScriptArg, ScriptArgs};

/// What the parameters pass that are KEYS, or that are ARGV: a pair of the first one and the list of the others.
pub trait EntryList {
    /// How many entries.
    fn count(&self) -> usize;
    /// Counts them and their bytes.
    fn measure(&self, size: &mut Size);
    /// Writes them as long as they fit.
    fn fill(&self, to: &mut Encoder<'_>);
    /// Writes them.
    fn write(&self, to: &mut Cmd);
}

impl EntryList for () {
    #[inline]
    fn count(&self) -> usize {
        0
    }

    #[inline]
    fn measure(&self, _: &mut Size) {}

    #[inline]
    fn fill(&self, _: &mut Encoder<'_>) {}

    #[inline]
    fn write(&self, _: &mut Cmd) {}
}

impl<P: ?Sized, R: EntryList> EntryList for (Passed<'_, P>, R) {
    #[inline]
    fn count(&self) -> usize {
        self.0.count + self.1.count()
    }

    #[inline]
    fn measure(&self, size: &mut Size) {
        (self.0.measure)(self.0.value, size);
        self.1.measure(size);
    }

    #[inline]
    fn fill(&self, to: &mut Encoder<'_>) {
        (self.0.fill)(self.0.value, to);
        self.1.fill(to);
    }

    #[inline]
    fn write(&self, to: &mut Cmd) {
        (self.0.write)(self.0.value, to);
        self.1.write(to);
    }
}

/// Exactly one entry. The compiler's error is that of [`ScriptArg`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a KEYS or ARGV entry of a script",
    label = "not written as exactly one entry",
    note = "`Option`, `Vec`, tuples and other collections write no entry or several, which would shift every entry after them",
    note = "an `Option` can be the last parameter, if its type is written as `Option<...>`; elsewhere pass a value that the script treats as absent, such as `\"\"`",
    note = "instead of a collection take a slice as the last parameter, `&[T]` or `&[(A, B)]`, or serialize it into one string",
    note = "for a type of your own, implement `redis::ToRedisArgs` and `redis::ToSingleRedisArg`"
)]
pub trait OneEntry<Kind> {
    /// Writes it.
    fn write_entry<W: RedisWrite>(&self, to: &mut W);
}

/// The kind of what redis-rs writes.
#[derive(Debug)]
pub enum Arg {}

/// The kind of shared and boxed text, which redis-rs does not take.
#[derive(Debug)]
pub enum Text {}

impl<A: ScriptArg> OneEntry<Arg> for A {
    #[inline]
    fn write_entry<W: RedisWrite>(&self, to: &mut W) {
        self.write_redis_args(to);
    }
}

macro_rules! text {
    ($($ty:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl OneEntry<Text> for $ty {
            #[inline]
            fn write_entry<W: RedisWrite>(&self, to: &mut W) {
                to.write_arg(self.as_bytes());
            }
        }
    )*};
}

text!(Arc<str> Box<str> Rc<str> &Arc<str> &Box<str> &Rc<str>);

/// The element of a slice or an `Option`: one entry or a group.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a KEYS or ARGV entry of a script nor a group of them",
    label = "neither one entry nor a group",
    note = "one entry is a string, bytes, a number, a `bool`, or a type with `redis::ToSingleRedisArg`",
    note = "a group is a tuple of entries, or a struct with `#[derive(redis_script::ScriptArgs)]`; its parts are single entries",
    note = "in an `Option`, write a tuple as such, `Option<(A, B)>`: the script is checked by what is written"
)]
pub trait Entries<Kind> {
    /// How many entries.
    const COUNT: usize;
    /// Writes them.
    fn write_entries<W: RedisWrite>(&self, to: &mut W);
}

/// The kind of one entry.
#[derive(Debug)]
pub struct One<Kind>(PhantomData<Kind>);

/// The kind of a tuple.
#[derive(Debug)]
pub struct Group<Kinds>(PhantomData<Kinds>);

/// The kind of a struct with `#[derive(ScriptArgs)]`.
#[derive(Debug)]
pub enum Fields {}

impl<A: OneEntry<Kind>, Kind> Entries<One<Kind>> for A {
    const COUNT: usize = 1;

    #[inline]
    fn write_entries<W: RedisWrite>(&self, to: &mut W) {
        self.write_entry(to);
    }
}

#[diagnostic::do_not_recommend]
impl<A: ScriptArgs> Entries<Fields> for A {
    const COUNT: usize = A::COUNT;

    #[inline]
    fn write_entries<W: RedisWrite>(&self, to: &mut W) {
        self.write_fields(to);
    }
}

macro_rules! tuples {
    ($(($($part:ident $kind:ident $at:tt),+))*) => {$(
        impl<$($part),+> CountedGroup for ($($part,)+) {
            const COUNT: usize = [$($at),+].len();
        }

        #[diagnostic::do_not_recommend]
        impl<$($part: OneEntry<$kind>, $kind),+> Entries<Group<($($kind,)+)>> for ($($part,)+) {
            const COUNT: usize = <Self as CountedGroup>::COUNT;

            #[inline]
            fn write_entries<W: RedisWrite>(&self, to: &mut W) {
                $(self.$at.write_entry(to);)+
            }
        }
    )*};
}

tuples! {
    (A KA 0)
    (A KA 0, B KB 1)
    (A KA 0, B KB 1, C KC 2)
    (A KA 0, B KB 1, C KC 2, D KD 3)
    (A KA 0, B KB 1, C KC 2, D KD 3, E KE 4)
    (A KA 0, B KB 1, C KC 2, D KD 3, E KE 4, F KF 5)
    (A KA 0, B KB 1, C KC 2, D KD 3, E KE 4, F KF 5, G KG 6)
    (A KA 0, B KB 1, C KC 2, D KD 3, E KE 4, F KF 5, G KG 6, H KH 7)
    (A KA 0, B KB 1, C KC 2, D KD 3, E KE 4, F KF 5, G KG 6, H KH 7, I KI 8)
    (A KA 0, B KB 1, C KC 2, D KD 3, E KE 4, F KF 5, G KG 6, H KH 7, I KI 8, J KJ 9)
    (A KA 0, B KB 1, C KC 2, D KD 3, E KE 4, F KF 5, G KG 6, H KH 7, I KI 8, J KJ 9, K KK 10)
    (A KA 0, B KB 1, C KC 2, D KD 3, E KE 4, F KF 5, G KG 6, H KH 7, I KI 8, J KJ 9, K KK 10, L KL 11)
}

/// What a parameter passes, and how that is written.
///
/// [`entry`] and [`rest`] make it, and only they ask whether the type is what it should be: the compiler repeats its error for each
/// bound.
#[derive(Debug)]
pub struct Passed<'a, P: ?Sized> {
    value: &'a P,
    count: usize,
    measure: fn(&P, &mut Size),
    fill: fn(&P, &mut Encoder<'_>),
    write: fn(&P, &mut Cmd),
}

/// A parameter that is one entry.
#[inline]
pub fn entry<A: OneEntry<Kind>, Kind>(value: &A) -> Passed<'_, A> {
    Passed {
        value,
        count: 1,
        measure: |value, size| value.write_entry(size),
        fill: |value, to| value.write_entry(to),
        write: |value, to| value.write_entry(to),
    }
}

/// The last parameter of KEYS or ARGV, of which not every call passes the same number of entries.
#[inline]
pub fn rest<Kind, P: ?Sized + Elements>(value: &P) -> Passed<'_, P>
where
    P::Element: Entries<Kind>,
{
    Passed {
        value,
        count: value.elements().len() * P::Element::COUNT,
        measure: |value, size| {
            // A copy, which the loop has in registers.
            let mut counted = *size;
            write_elements(value, &mut counted);
            *size = counted;
        },
        fill: |value, to| write_elements(value, to),
        write: |value, to| write_elements(value, to),
    }
}

#[inline]
fn write_elements<Kind, P: ?Sized + Elements, W: RedisWrite>(value: &P, to: &mut W)
where
    P::Element: Entries<Kind>,
{
    for element in value.elements() {
        element.write_entries(to);
    }
}

/// Writes a field of a struct.
#[inline]
pub fn write_entry<A: OneEntry<Kind>, Kind, W: RedisWrite>(value: &A, to: &mut W) {
    value.write_entry(to);
}

/// A slice, or an `Option`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a slice nor an `Option` of KEYS or ARGV entries",
    label = "neither a slice nor an `Option`"
)]
pub trait Elements {
    /// Each of them.
    type Element;
    /// All of them.
    fn elements(&self) -> &[Self::Element];
}

impl<A> Elements for [A] {
    type Element = A;

    #[inline]
    fn elements(&self) -> &[A] {
        self
    }
}

impl<A> Elements for Option<A> {
    type Element = A;

    #[inline]
    fn elements(&self) -> &[A] {
        self.as_slice()
    }
}
