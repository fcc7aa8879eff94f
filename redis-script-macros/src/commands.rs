//! Parses a trait whose methods are scripts.

mod asyncness;
mod attribute;

use proc_macro2::{Ident, Span, TokenStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Token, TypeParamBound, Visibility};

use crate::args::{self, ScriptArgs};
use crate::attributes;
use crate::declaration::{Declaration, Function, declares, half_typed, refuse_body};
use crate::errors::Errors;
use crate::trait_item::{Member, TraitItem, TraitMethod};

/// A trait of commands, apart from the commands.
pub(crate) struct CommandTrait {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) supertraits: Punctuated<TypeParamBound, Token![+]>,
    /// Methods without a script but with a body, kept so that their callers compile despite the error.
    pub(crate) others: Vec<TraitMethod>,
    /// Whether the connection is async; `None` if the methods disagree, or there are none.
    pub(crate) is_async: Option<bool>,
    /// Whether there is an error in a method's declaration.
    pub(crate) is_half_typed: bool,
}

/// A method that is a script, or is meant to be one.
pub(crate) struct CommandMethod {
    pub(crate) declaration: Declaration,
    pub(crate) args: ScriptArgs,
    pub(crate) errors: Errors,
}

impl CommandTrait {
    /// Takes a trait apart.
    ///
    /// # Errors
    /// If the item is not a trait: the item, or nothing, to emit with the errors.
    pub(crate) fn parse(
        item: TokenStream,
        facade: Option<&syn::Path>,
        errors: &mut Errors,
    ) -> Result<(Self, Vec<CommandMethod>), TokenStream> {
        let (item, is_half_typed) = parse_trait(item, facade, errors)?;
        check_head(&item, errors);
        let mut commands = Self {
            attrs: item.attrs,
            vis: item.vis,
            ident: item.ident,
            supertraits: item.supertraits,
            others: Vec::new(),
            is_async: None,
            is_half_typed,
        };
        let mut methods = Vec::new();
        for member in item.members {
            methods.extend(commands.member(member, facade, errors));
        }
        commands.is_async = asyncness::agreed(&mut methods);
        if methods.is_empty() && errors.is_empty() {
            errors.at(&commands.ident, "the trait has no methods");
        }
        Ok((commands, methods))
    }

    fn member(
        &mut self,
        member: Member,
        facade: Option<&syn::Path>,
        errors: &mut Errors,
    ) -> Option<CommandMethod> {
        let mut method = match member {
            Member::Method(method) => *method,
            Member::Other(other) => {
                errors.with_help(
                    &other,
                    "a trait of commands can have only methods with `#[redis_script(...)]`",
                    "move this to another trait",
                );
                return None;
            }
        };
        let script = attribute::take(&mut method.attrs, errors);
        if script.is_none() {
            attribute::missing(&method.sig.ident, errors);
        }
        if script.is_none() && method.body.is_some() {
            self.others.push(method);
            return None;
        }
        let mut command = self.command(method, script.as_ref(), facade);
        if script.is_none() {
            command.declaration.drop_companion();
        }
        Some(command)
    }

    fn command(
        &self,
        method: TraitMethod,
        script: Option<&Attribute>,
        facade: Option<&syn::Path>,
    ) -> CommandMethod {
        let mut errors = Errors::default();
        let args = script.map(|script| attribute::args(script, &mut errors));
        let mut args = args.unwrap_or_default();
        args.facade = args.facade.or_else(|| facade.cloned());
        let end = method.semicolon.map(|semicolon| semicolon.span);
        if let Some(body) = method.body {
            refuse_body(body, &mut errors);
        }
        let function = Function {
            end: end.unwrap_or_else(|| method.sig.ident.span()),
            attrs: method.attrs,
            vis: self.vis.clone(),
            sig: method.sig,
            is_half_typed: false,
        };
        let mut declaration = Declaration::command(function, &args, &mut errors);
        declaration.cfgs.extend(attributes::cfgs(&self.attrs));
        CommandMethod {
            declaration,
            args,
            errors,
        }
    }
}

fn parse_trait(
    item: TokenStream,
    facade: Option<&syn::Path>,
    errors: &mut Errors,
) -> Result<(TraitItem, bool), TokenStream> {
    match syn::parse2(item.clone()) {
        Ok(item) => Ok((item, false)),
        Err(_) if !declares(&item, "trait") => {
            errors.with_help(
                &item,
                "only a trait can hold commands",
                "declare `trait Name { ... }`, or a function with `#[redis_script(...)]`",
            );
            Err(item)
        }
        Err(error) => {
            let private = args::private(facade, Span::mixed_site());
            let read = half_typed::trait_item(item, &private, error, errors);
            read.map(|item| (item, true)).ok_or_else(TokenStream::new)
        }
    }
}

/// What a trait of commands cannot be.
fn check_head(item: &TraitItem, errors: &mut Errors) {
    if let Some(unsafety) = item.unsafety {
        errors.at(&unsafety, "a trait of commands cannot be `unsafe`");
    }
    let generics = &item.generics;
    if !generics.params.is_empty() {
        errors.with_help(
            &generics.params,
            "a trait of commands cannot have generics: it is implemented once, for every connection",
            "move them to the methods",
        );
    }
    if let Some(clause) = &generics.where_clause {
        errors.with_help(
            clause,
            "a trait of commands cannot have a `where` clause",
            "write a bound of the connection after the trait's name: `trait Name: Bound`",
        );
    }
}
