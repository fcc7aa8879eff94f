//! What the derives have in common: they are for structs, and what has errors keeps an implementation, so that its uses cause no
//! further ones.

use proc_macro2::{Ident, TokenStream};
use redis_script_analysis::fill;
use syn::{Attribute, Data, DeriveInput, Fields, Generics};

use crate::errors::Errors;

/// A derive for structs.
pub(crate) struct Derive {
    /// Its name.
    pub(crate) name: &'static str,
    /// What to do for an enum or a union.
    pub(crate) otherwise: &'static str,
    /// An implementation that panics, for a type with errors.
    pub(crate) stub: fn(&Ident, &Generics) -> TokenStream,
}

/// The struct of a derive.
pub(crate) struct ItemStruct {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) fields: Fields,
}

impl Derive {
    /// The struct.
    ///
    /// # Errors
    /// If it is something else: the tokens that replace it.
    pub(crate) fn read(&self, item: TokenStream) -> Result<ItemStruct, TokenStream> {
        let mut errors = Errors::default();
        let item = match syn::parse2::<DeriveInput>(item) {
            Ok(item) => item,
            Err(error) => {
                errors.push(error);
                return Err(errors.into_items(&TokenStream::new()));
            }
        };
        match item.data {
            Data::Struct(data) => Ok(ItemStruct {
                attrs: item.attrs,
                ident: item.ident,
                generics: item.generics,
                fields: data.fields,
            }),
            Data::Enum(_) => Err(self.refuse(&item.ident, &item.generics, "an enum")),
            Data::Union(_) => Err(self.refuse(&item.ident, &item.generics, "a union")),
        }
    }

    fn refuse(&self, name: &Ident, generics: &Generics, kind: &str) -> TokenStream {
        let mut errors = Errors::default();
        errors.with_help(
            name,
            fill!(
                "`{}` is for structs, and `{name}` is {kind}",
                self.name,
                name,
                kind
            ),
            self.otherwise,
        );
        errors.after(&(self.stub)(name, generics))
    }
}
