//! Constants that hold the loops of the script against the size of a struct in a slice, which only the compiler knows.

use proc_macro2::TokenStream;
use quote::TokenStreamExt as _;
use redis_script_analysis::{EntryTable, StrictLoop};
use syn::Type;

use super::{Checked, first_and_last_span, generics};
use crate::args::ScriptArgs;
use crate::declaration::{Declaration, Parameter, elements};
use crate::template::code;

/// One constant for each loop; nothing if the type cannot be named outside of the function.
pub(super) fn group_checks(
    declaration: &Declaration,
    args: &ScriptArgs,
    checked: Checked,
) -> TokenStream {
    let mut checks = TokenStream::new();
    for (table, loops) in EntryTable::ALL.into_iter().zip(checked.loops) {
        let layout = checked.layout.of(table);
        let param = declaration.params.get(layout.first + layout.fixed);
        let element = param.and_then(|param| Some((param, elements(&param.ty)?.1)));
        let named = element.filter(|(_, ty)| !generics::mentions_generics(declaration, ty));
        let begin = layout.fixed + 1;
        if let Some((param, ty)) = &named {
            let of_loop = |found| check(declaration, args, (param, ty), begin, found);
            checks.append_all(loops.iter().map(of_loop));
        }
    }
    checks
}

/// The call has the span of the parameter's type, which is where the compiler reports the panic.
fn check(
    declaration: &Declaration,
    args: &ScriptArgs,
    (param, element): (&Parameter, &Type),
    begin: usize,
    found: &StrictLoop,
) -> TokenStream {
    let private = args.private();
    let cfgs = &declaration.cfgs;
    let (start, end) = first_and_last_span(&param.ty);
    let path = args.private_at(start);
    let (name, table) = (param.name(), found.looped.table.name());
    let (step, first, last) = (found.looped.step, found.looped.first, found.looped.last);
    let excerpt = &found.excerpt;
    let element = generics::without_lifetimes(element);
    let arguments = code! {end; private, element, name, table, begin, step, first, last, excerpt => (
        #private::GroupSize::<#element>::COUNT,
        #private::Groups { name: #name, table: #table, begin: #begin },
        #private::EntryLoop { step: #step, first: #first, last: #last },
        #excerpt
    )};
    let call = code!(start; path, arguments => #path::check_group #arguments);
    code! {cfgs, private, call =>
        #cfgs
        const _: () = {
            use #private::SingleEntry as _;
            #call
        };
    }
}
