//! What a parameter passes: one entry, or those of a slice or an `Option`, which may be groups.
//!
//! A blanket implementation for the types of redis-rs and one for tuples would overlap. So [`OneEntry`] and [`Entries`] have a
//! parameter, the kind of what is passed. The compiler infers it: a type has one kind only.

use core::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use redis::RedisWrite;

use crate::{ScriptArg, ScriptArgs};

/// What one parameter passes.
pub trait Entry {
    /// How many entries.
    fn count(&self) -> usize;
    /// Writes them.
    fn write<W: RedisWrite>(&self, to: &mut W);
}

/// What the parameters pass that are KEYS, or that are ARGV: a pair of the first one and the list of the others.
pub trait EntryList {
    /// How many entries.
    fn count(&self) -> usize;
    /// Writes them.
    fn write<W: RedisWrite>(&self, to: &mut W);
}

impl EntryList for () {
    #[inline]
    fn count(&self) -> usize {
        0
    }

    #[inline]
    fn write<W: RedisWrite>(&self, _: &mut W) {}
}

impl<E: Entry, R: EntryList> EntryList for (E, R) {
    #[inline]
    fn count(&self) -> usize {
        self.0.count() + self.1.count()
    }

    #[inline]
    fn write<W: RedisWrite>(&self, to: &mut W) {
        self.0.write(to);
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
    note = "a group is a tuple of entries, or a struct with `#[derive(redis_script::ScriptArgs)]`"
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

impl<A: ScriptArgs> Entries<Fields> for A {
    const COUNT: usize = A::COUNT;

    #[inline]
    fn write_entries<W: RedisWrite>(&self, to: &mut W) {
        self.write_fields(to);
    }
}

macro_rules! tuples {
    ($(($($part:ident $kind:ident $at:tt),+))*) => {$(
        impl<$($part: OneEntry<$kind>, $kind),+> Entries<Group<($($kind,)+)>> for ($($part,)+) {
            const COUNT: usize = [$($at),+].len();

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

/// A parameter that is one entry.
#[derive(Debug)]
struct Single<'a, A, Kind>(&'a A, PhantomData<Kind>);

/// The entry that a parameter is. That the type is one entry is asked here, and nowhere else.
#[inline]
pub fn entry<A: OneEntry<Kind>, Kind>(value: &A) -> impl Entry {
    Single(value, PhantomData)
}

impl<A: OneEntry<Kind>, Kind> Entry for Single<'_, A, Kind> {
    #[inline]
    fn count(&self) -> usize {
        1
    }

    #[inline]
    fn write<W: RedisWrite>(&self, to: &mut W) {
        self.0.write_entry(to);
    }
}

/// Writes a field of a struct.
#[inline]
pub fn write_entry<A: OneEntry<Kind>, Kind, W: RedisWrite>(value: &A, to: &mut W) {
    value.write_entry(to);
}

/// The last parameter of KEYS or ARGV, of which not every call passes the same number of entries.
#[derive(Debug)]
struct Rest<'a, P: ?Sized, Kind>(&'a P, PhantomData<Kind>);

/// The elements of a slice or an `Option`.
#[inline]
pub fn rest<Kind, P: ?Sized + Elements<Kind>>(value: &P) -> impl Entry {
    Rest(value, PhantomData)
}

impl<P: ?Sized + Elements<Kind>, Kind> Entry for Rest<'_, P, Kind> {
    #[inline]
    fn count(&self) -> usize {
        self.0.elements().len() * P::COUNT
    }

    #[inline]
    fn write<W: RedisWrite>(&self, to: &mut W) {
        for element in self.0.elements() {
            element.write_entries(to);
        }
    }
}

/// A slice, or an `Option`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a slice nor an `Option` of KEYS or ARGV entries",
    label = "neither a slice nor an `Option`"
)]
pub trait Elements<Kind> {
    /// Each of them.
    type Element: Entries<Kind>;
    /// How many entries each of them is.
    const COUNT: usize = <Self::Element as Entries<Kind>>::COUNT;
    /// All of them.
    fn elements(&self) -> &[Self::Element];
}

impl<A: Entries<Kind>, Kind> Elements<Kind> for [A] {
    type Element = A;

    #[inline]
    fn elements(&self) -> &[A] {
        self
    }
}

impl<A: Entries<Kind>, Kind> Elements<Kind> for Option<A> {
    type Element = A;

    #[inline]
    fn elements(&self) -> &[A] {
        self.as_slice()
    }
}
