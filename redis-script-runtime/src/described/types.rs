//! The types of std and of redis-rs.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::{DescribedReply, Description};

macro_rules! scalars {
    ($($ty:ty => $description:expr,)*) => {$(
        impl DescribedReply for $ty {
            const DESCRIPTION: Description = $description;
        }
    )*};
}

macro_rules! integers {
    ($($ty:ident: $low:expr, $high:expr;)*) => {
        scalars! {$(
            $ty => Description::Integer { name: stringify!($ty), low: $low, high: $high },
        )*}
    };
}

integers! {
    i8: i8::MIN as i64, i8::MAX as i64;
    i16: i16::MIN as i64, i16::MAX as i64;
    i32: i32::MIN as i64, i32::MAX as i64;
    i64: i64::MIN, i64::MAX;
    i128: i64::MIN, i64::MAX;
    isize: isize::MIN as i64, isize::MAX as i64;
    u8: 0, u8::MAX as i64;
    u16: 0, u16::MAX as i64;
    u32: 0, u32::MAX as i64;
    u64: 0, i64::MAX;
    u128: 0, i64::MAX;
    usize: 0, isize::MAX as i64;
}

scalars! {
    () => Description::Unit,
    bool => Description::Bool,
    f32 => Description::Float("f32"),
    f64 => Description::Float("f64"),
    String => Description::Text,
}

/// The value is inside of the type itself.
macro_rules! inline {
    ($([$($generics:tt)*] $ty:ty => $description:ident,)*) => {$(
        impl<$($generics)*> DescribedReply for $ty {
            const DESCRIPTION: Description = $description!(DESCRIPTION);
            const AS_FIELD: Description = $description!(AS_FIELD);
            const OUTLINE: Description = $description!(OUTLINE);
        }
    )*};
}

/// The values are elsewhere, so that they may be what the type is a part of.
macro_rules! apart {
    ($([$($generics:tt)*] $ty:ty => $description:ident,)*) => {$(
        impl<$($generics)*> DescribedReply for $ty {
            const DESCRIPTION: Description = $description!(DESCRIPTION);
            const AS_FIELD: Description = $description!(OUTLINE);
            const OUTLINE: Description = $description!(OUTLINE);
        }
    )*};
}

macro_rules! same {
    ($of:ident) => {
        T::$of
    };
}

macro_rules! option {
    ($of:ident) => {
        Description::Option(&T::$of)
    };
}

macro_rules! array {
    ($of:ident) => {
        Description::List(&T::$of, Some(N))
    };
}

macro_rules! list {
    ($of:ident) => {
        match T::$of {
            // `Vec<u8>` takes strings.
            Description::Integer { name, .. } if is_u8(name) => Description::Bytes,
            _ => Description::List(&T::$of, None),
        }
    };
}

macro_rules! set {
    ($of:ident) => {
        Description::Set(&T::$of)
    };
}

macro_rules! map {
    ($of:ident) => {
        Description::Map(&K::$of, &V::$of)
    };
}

inline! {
    [T: DescribedReply] Option<T> => option,
    [T: DescribedReply, const N: usize] [T; N] => array,
}

apart! {
    [T: DescribedReply] Box<T> => same,
    [T: DescribedReply] Arc<T> => same,
    [T: DescribedReply] Vec<T> => list,
    [T: DescribedReply] Box<[T]> => list,
    [T: DescribedReply] Arc<[T]> => list,
    [T: DescribedReply, S] HashSet<T, S> => set,
    [T: DescribedReply] BTreeSet<T> => set,
    [K: DescribedReply, V: DescribedReply, S] HashMap<K, V, S> => map,
    [K: DescribedReply, V: DescribedReply] BTreeMap<K, V> => map,
}

const fn is_u8(name: &str) -> bool {
    matches!(name.as_bytes(), b"u8")
}

macro_rules! tuples {
    ($($($part:ident)+;)*) => {$(
        impl<$($part: DescribedReply),+> DescribedReply for ($($part,)+) {
            const DESCRIPTION: Description = Description::Tuple(&[$(&$part::DESCRIPTION),+]);
            const AS_FIELD: Description = Description::Tuple(&[$(&$part::AS_FIELD),+]);
            const OUTLINE: Description = Description::Tuple(&[$(&$part::OUTLINE),+]);
        }
    )*};
}

// As many as redis-rs reads.
tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
}
