//! The implementations for a struct.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::{Fields, Generics, TypeParamBound};

use super::fields::ReplyField;
use super::options::{FieldDefault, StructOptions};
use crate::derive::ItemStruct;
use crate::lists::listed;
use crate::template::code;

/// redis-rs's conversion, and the description of the fields.
pub(super) fn implementations(
    item: &ItemStruct,
    options: &StructOptions,
    fields: &[ReplyField],
) -> TokenStream {
    let mixed = Span::mixed_site();
    let private = options.private(mixed);
    let name = &item.ident;
    let conversion = conversion(fields, &private);
    let converts = from_redis_value(name, &item.generics, options, &conversion);
    let text = name.unraw().to_string();
    let order = Ident::new(order(item, options), mixed);
    let shapes = listed(fields.iter().map(|field| shape(field, &private)));
    let types = fields.iter().map(|field| {
        let ty = &field.ty;
        code!(private, ty => #private::Probe::<#ty>::AS_FIELD)
    });
    let (generics, arguments, clause) = item.generics.split_for_impl();
    let described = |types: TokenStream| {
        code! {private, types =>
            #private::Description::Struct {
                shape: <Self as #private::ReplyStruct>::SHAPE,
                types: &[#types],
            }
        }
    };
    let (whole, outline) = (described(listed(types)), described(TokenStream::new()));
    code! {converts, private, generics, name, arguments, clause, text, shapes, order, whole, outline =>
        #converts

        const _: () = {
            use #private::Undescribed as _;

            #[automatically_derived]
            impl #generics #private::ReplyStruct for #name #arguments #clause {
                const SHAPE: &'static #private::StructShape = &#private::StructShape {
                    name: #text,
                    fields: &[#shapes],
                    order: #private::FieldOrder::#order,
                };
            }

            #[automatically_derived]
            impl #generics #private::DescribedReply for #name #arguments #clause {
                const DESCRIPTION: #private::Description = #whole;
                const OUTLINE: #private::Description = #outline;
            }
        };
    }
}

/// A conversion that never runs, for a struct with errors.
pub(super) fn stub(name: &Ident, generics: &Generics, options: &StructOptions) -> TokenStream {
    let private = options.private(Span::mixed_site());
    let panics = code! {private =>
        let _ = value;
        #private::core::unreachable!("the derive of this type has errors")
    };
    from_redis_value(name, generics, options, &panics)
}

fn from_redis_value(
    name: &Ident,
    generics: &Generics,
    options: &StructOptions,
    statements: &TokenStream,
) -> TokenStream {
    let private = options.private(Span::mixed_site());
    let mut bounded = generics.clone();
    for param in bounded.type_params_mut() {
        let bound = code!(private => #private::redis::FromRedisValue);
        param.bounds.push(TypeParamBound::Verbatim(bound));
    }
    let (generics, arguments, clause) = bounded.split_for_impl();
    code! {generics, private, name, arguments, clause, statements =>
        #[automatically_derived]
        impl #generics #private::redis::FromRedisValue for #name #arguments #clause {
            fn from_redis_value(
                value: #private::redis::Value,
            ) -> #private::core::result::Result<Self, #private::redis::ParsingError> {
                #statements
            }
        }
    }
}

/// Each field is read in the order of the declaration. The type is mentioned, so that the compiler points at it if it is not a reply.
fn conversion(fields: &[ReplyField], private: &TokenStream) -> TokenStream {
    let read = fields.iter().map(|field| {
        let (member, ty) = (&field.member, &field.ty);
        let call = match &field.default {
            Some(FieldDefault::OfType) => code! {ty, private =>
                or_default::<#ty>(#private::core::default::Default::default)
            },
            Some(FieldDefault::Function(path)) => {
                code!(ty, path => or_default::<#ty>(#path))
            }
            None if field.is_option => code!(ty => optional::<#ty>()),
            None => code!(ty => required::<#ty>()),
        };
        code!(member, call => #member: values.#call?)
    });
    let read = listed(read);
    code! {private, read =>
        let mut values = #private::FieldValues::of::<Self>(value)?;
        #private::core::result::Result::Ok(Self { #read })
    }
}

fn shape(field: &ReplyField, private: &TokenStream) -> TokenStream {
    let mixed = Span::mixed_site();
    let name = &field.name;
    let presence = match field {
        ReplyField {
            default: Some(_), ..
        } => "Default",
        ReplyField {
            is_option: true, ..
        } => "Optional",
        _ => "Required",
    };
    let presence = Ident::new(presence, mixed);
    code! {private, name, presence =>
        #private::FieldShape { name: #name, presence: #private::Presence::#presence }
    }
}

/// A variant of the runtime's `FieldOrder`.
fn order(item: &ItemStruct, options: &StructOptions) -> &'static str {
    match (&item.fields, &options.order) {
        (Fields::Named(_), None) => "Either",
        (Fields::Named(_), Some(order)) if order == "by_name" => "ByName",
        _ => "ByPosition",
    }
}
