//! What can be known of a value: small lattices, and their product.
//!
//! One file holds one lattice, with a folder beside it if it is large: its order, its forward operators, and what a
//! comparison tells backwards. An element stands for a set of Lua values. [`Facets`] say what a value is, and a value whose
//! facet is empty is not of that type. [`Origin`] says where it came from.

mod facets;
mod hash_tag;
mod id_set;
mod number;
mod origin;
pub(crate) mod persistent_map;
mod plain;
mod sources;
mod target;
mod text;
mod time;
mod time_name;
mod types;
mod value;

#[cfg(test)]
mod laws;

pub(crate) use facets::{Comparison, Facets};
pub(crate) use hash_tag::{HashTag, TagPart};
pub(crate) use id_set::IdSet;
pub(crate) use number::{Base, Divided, End, Number};
pub(crate) use origin::Origin;
pub(crate) use plain::Plain;
pub use sources::Sources;
pub(crate) use target::{TargetId, TargetKind, TargetSet};
pub(crate) use text::Text;
pub use time::{Time, TimeUnit};
pub(crate) use time_name::is_unit;
pub use types::Types;
pub(crate) use value::{Value, ValueNumber};

/// A lattice of finite height, or one whose [`widen`](Self::widen) settles.
pub(crate) trait Domain: Clone + PartialEq {
    /// No value at all.
    const BOTTOM: Self;
    /// Any value.
    const TOP: Self;

    /// Adds the other's values; whether that changed anything.
    fn join(&mut self, other: &Self) -> bool;

    /// Leaves what both have, or more where that cannot be told; whether that changed anything.
    fn meet(&mut self, other: &Self) -> bool;

    /// Adds the values of the next round of a loop, so that only a limited number of rounds can change anything.
    fn widen(&mut self, next: &Self, _thresholds: &[f64]) -> bool {
        self.join(next)
    }

    /// Whether the other has all of these values.
    fn less_or_equal(&self, other: &Self) -> bool {
        let mut joined = other.clone();
        !joined.join(self)
    }

    /// Whether there is no value.
    fn is_bottom(&self) -> bool {
        *self == Self::BOTTOM
    }
}

/// A product of lattices, which does each thing part by part.
macro_rules! product {
    ($(#[$about:meta])* $name:ident { $($(#[$field_about:meta])* $field:ident: $ty:ty),* $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub(crate) struct $name { $($(#[$field_about])* pub(crate) $field: $ty),* }

        impl $crate::domain::Domain for $name {
            const BOTTOM: Self = Self { $($field: <$ty as $crate::domain::Domain>::BOTTOM),* };
            const TOP: Self = Self { $($field: <$ty as $crate::domain::Domain>::TOP),* };

            fn join(&mut self, other: &Self) -> bool {
                let mut changed = false;
                $(changed |= self.$field.join(&other.$field);)*
                changed
            }

            fn meet(&mut self, other: &Self) -> bool {
                let mut changed = false;
                $(changed |= self.$field.meet(&other.$field);)*
                changed
            }

            fn widen(&mut self, next: &Self, thresholds: &[f64]) -> bool {
                let mut changed = false;
                $(changed |= self.$field.widen(&next.$field, thresholds);)*
                changed
            }
        }
    };
}
use product;
