//! `#[derive(ScriptArgs)]`: from a struct to the code that writes its fields as entries.

use proc_macro2::{Ident, Span, TokenStream};
use redis_script_analysis::fill;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Generics, Index, Member, Path, TypeParamBound};

use crate::args;
use crate::codegen::first_and_last_span;
use crate::derive::{Derive, ItemStruct};
use crate::errors::Errors;
use crate::lists::joined;
use crate::renamed;
use crate::script_file::Origin;
use crate::template::code;

const SCRIPT_ARGS: Derive = Derive {
    name: "ScriptArgs",
    otherwise: "a type that is one entry implements `redis::ToRedisArgs` and `redis::ToSingleRedisArg` instead",
    stub: |name, generics| implementation(name, generics, None, 1, &panics(None)),
};

/// The whole of the derive, apart from the compiler.
pub(crate) fn expand(item: TokenStream, origin: &Origin) -> TokenStream {
    let item = match SCRIPT_ARGS.read(item) {
        Ok(item) => item,
        Err(refused) => return refused,
    };
    let mut errors = Errors::default();
    let facade = facade(&item.attrs, &mut errors);
    let usage = "#[script_args(crate = {})]";
    let facade = renamed::facade(facade, usage, origin, &mut errors);
    let facade = facade.as_ref();
    if item.fields.is_empty() {
        let name = &item.ident;
        errors.with_help(
            name,
            fill!("`{name}` has no fields that could be passed", name),
            "each field is one entry of KEYS or ARGV",
        );
    }
    let (count, statements) = if errors.is_empty() {
        (item.fields.len(), write_fields(&item, facade))
    } else {
        (1, panics(facade))
    };
    let implemented = implementation(&item.ident, &item.generics, facade, count, &statements);
    errors.after(&implemented)
}

/// `#[script_args(crate = path)]`
fn facade(attrs: &[Attribute], errors: &mut Errors) -> Option<Path> {
    let mut facade = None;
    for attr in attrs
        .iter()
        .filter(|attr| attr.path().is_ident("script_args"))
    {
        let parsed = attr.parse_nested_meta(|meta: ParseNestedMeta| {
            if meta.path.is_ident("crate") {
                facade = Some(meta.value()?.call(Path::parse_mod_style)?);
                return Ok(());
            }
            Err(meta.error("the only option is `crate = path`"))
        });
        if let Err(error) = parsed {
            errors.push(error);
        }
    }
    facade
}

/// Each field is one entry. An error about its type has the place of the type.
fn write_fields(item: &ItemStruct, facade: Option<&Path>) -> TokenStream {
    let mixed = Span::mixed_site();
    let private = args::private(facade, mixed);
    let fields = item.fields.iter().enumerate().map(|(at, field)| {
        let member = match &field.ident {
            Some(ident) => Member::Named(ident.clone()),
            None => Member::Unnamed(Index {
                index: at as u32,
                span: mixed,
            }),
        };
        let (start, end) = first_and_last_span(&field.ty);
        let reference = code!(start; => &);
        let argument = code!(end; reference, member => (#reference self.#member, to));
        code!(private, argument => #private::write_entry #argument;)
    });
    joined(fields)
}

fn panics(facade: Option<&Path>) -> TokenStream {
    let private = args::private(facade, Span::mixed_site());
    code! {private =>
        let _ = to;
        #private::core::unreachable!("the derive of this type has errors")
    }
}

fn implementation(
    name: &Ident,
    generics: &Generics,
    facade: Option<&Path>,
    count: usize,
    statements: &TokenStream,
) -> TokenStream {
    let mixed = Span::mixed_site();
    let private = args::private(facade, mixed);
    let mut bounded = generics.clone();
    for param in bounded.type_params_mut() {
        let bound = code!(private => #private::ScriptArg);
        param.bounds.push(TypeParamBound::Verbatim(bound));
    }
    let (generics, arguments, clause) = bounded.split_for_impl();
    code! {generics, private, name, arguments, clause, count, statements =>
        #[automatically_derived]
        impl #generics #private::ScriptArgs for #name #arguments #clause {
            const COUNT: usize = #count;

            fn write_fields<__W: #private::redis::RedisWrite>(&self, to: &mut __W) {
                #statements
            }
        }
    }
}
