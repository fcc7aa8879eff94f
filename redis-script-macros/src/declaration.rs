//! The function as the user declared it: connection, KEYS, ARGV and reply.

mod command;
mod connection;
pub(crate) mod half_typed;
mod item;
mod layout;
mod parameter;
mod qualifiers;
mod rust_types;

use proc_macro2::{Ident, Span, TokenStream};
use redis_script_analysis::{Contract, KeyCount, Param, fill};
use syn::ext::IdentExt as _;
use syn::{Attribute, ReturnType, Token, Type, Visibility};

pub(crate) use self::connection::Connection;
pub(crate) use self::item::{Function, declares, refuse_body};
pub(crate) use self::layout::{check_args, refuse_in_the_middle};
pub(crate) use self::parameter::{Parameter, elements, plain};
use crate::args::{ConstantArg, ScriptArgs};
use crate::attributes;
use crate::errors::Errors;
use crate::lists::collected;
use crate::signature::Signature;
use crate::template::code;

/// A parsed function without a body. It can be generated again even if it has errors.
pub(crate) struct Declaration {
    /// Doc comments and all other attributes.
    pub(crate) attrs: Vec<Attribute>,
    /// The attributes that decide whether the function exists.
    pub(crate) cfgs: TokenStream,
    pub(crate) vis: Visibility,
    /// As it is generated: every parameter is an identifier, with `mut` if the body needs it.
    pub(crate) sig: Signature,
    /// Where the declaration ends.
    pub(crate) end: Span,
    /// `None` if it is missing.
    pub(crate) connection: Option<Connection>,
    /// The parameters after the connection.
    pub(crate) params: Vec<Parameter>,
    /// The return type.
    pub(crate) reply: Type,
    /// The name of the companion type; `None` for a method in an `impl`, which cannot have one.
    companion: Option<Ident>,
    /// Whether it is a method of a trait of commands.
    pub(crate) is_command: bool,
}

impl Declaration {
    /// Parses a function.
    ///
    /// # Errors
    /// If it is not a function: the item, or nothing, to emit with the errors.
    pub(crate) fn function(
        item: TokenStream,
        args: &ScriptArgs,
        errors: &mut Errors,
    ) -> Result<Self, TokenStream> {
        let mut function = item::parse(item, &args.private(), errors)?;
        let mut unheard = Errors::default();
        let errors = if function.is_half_typed {
            &mut unheard
        } else {
            errors
        };
        let sig = &mut function.sig;
        let is_method = sig.receiver().is_some();
        qualifiers::check(sig, errors);
        qualifiers::refuse_receiver(sig, errors);
        let mut params = parameter::take(sig, errors);
        let connection = if is_method {
            // The receiver is what is wrong.
            connection::take(&mut params, sig, &mut Errors::default())
        } else {
            connection::take(&mut params, sig, errors)
        };
        connection::prepare(connection.as_ref(), sig);
        let mut declaration = Self::from_parts(function, connection, params, args, errors);
        if is_method {
            declaration.drop_companion();
        }
        Ok(declaration)
    }

    /// Parses a method of a trait of commands.
    pub(crate) fn command(mut method: Function, args: &ScriptArgs, errors: &mut Errors) -> Self {
        let sig = &mut method.sig;
        qualifiers::check(sig, errors);
        let params = parameter::take(sig, errors);
        let connection = command::take_connection(sig, errors);
        let says_self = command::refuse_self(sig, errors);
        let mut declaration = Self::from_parts(method, connection, params, args, errors);
        declaration.is_command = true;
        if says_self {
            declaration.drop_companion();
        }
        declaration
    }

    /// Called if a companion type would only cause further errors.
    pub(crate) fn drop_companion(&mut self) {
        self.companion = None;
    }

    fn from_parts(
        function: Function,
        connection: Option<Connection>,
        params: Vec<Parameter>,
        args: &ScriptArgs,
        errors: &mut Errors,
    ) -> Self {
        let Function {
            attrs,
            vis,
            mut sig,
            end,
            ..
        } = function;
        let companion = companion(&sig, args, errors);
        if let (Some(keys), Some(_)) = (&args.keys, &connection) {
            layout::check_declared(keys, &params, errors);
        }
        Self {
            reply: reply(&mut sig, args, errors),
            cfgs: attributes::cfgs(&attrs),
            companion,
            is_command: false,
            attrs,
            vis,
            sig,
            end,
            connection,
            params,
        }
    }

    /// The function's name, as messages show it.
    pub(crate) fn name(&self) -> String {
        self.sig.ident.unraw().to_string()
    }

    /// The name of the companion type, as the user wrote it: an editor that renames the function renames the type, too.
    pub(crate) fn companion(&self) -> Option<&Ident> {
        self.companion.as_ref()
    }

    /// Whether the type of the reply, or a part of it, is not known by name.
    pub(crate) fn has_open_reply(&self) -> bool {
        rust_types::reply(&self.reply).is_open()
    }

    /// What the analysis checks the script against.
    pub(crate) fn contract(&self, args: &ScriptArgs) -> Contract {
        let params = self.params.iter().map(|param| Param {
            name: param.name(),
            passes: param.passes,
            types: rust_types::entries(&param.ty),
        });
        Contract {
            keys: args
                .keys
                .as_ref()
                .map_or(KeyCount::Inferred, |keys| keys.count.into()),
            most_args: args.args.as_ref().and_then(|args| args.count.most),
            params: collected(params),
            reply: rust_types::reply(&self.reply),
            readonly: args.readonly,
            constants: Some(collected(args.constants.iter().map(ConstantArg::set))),
            ..Contract::default()
        }
    }
}

/// The name of the companion type.
fn companion(sig: &Signature, args: &ScriptArgs, errors: &mut Errors) -> Option<Ident> {
    let name = args.companion.as_ref().unwrap_or(&sig.ident);
    if !PRIMITIVES.iter().any(|primitive| name == primitive) {
        return Some(name.clone());
    }
    errors.with_help(
        name,
        fill!(
            "the generated type `{name}` would hide the primitive type",
            name
        ),
        "give the type another name: `type = Name`",
    );
    None
}

const PRIMITIVES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16",
    "u32", "u64", "u8", "usize",
];

/// The return type; if there is none, the simplest that callers of a stub can use.
fn reply(sig: &mut Signature, args: &ScriptArgs, errors: &mut Errors) -> Type {
    if let ReturnType::Type(_, reply) = &sig.output {
        return (**reply).clone();
    }
    errors.with_help(
        &sig.ident,
        "the function has no return type",
        "write what the script returns: `-> redis_script::Result<T>`; `T` can be `()`",
    );
    let private = args.private();
    let reply = Type::Verbatim(code!(private => #private::Result<()>));
    sig.output = ReturnType::Type(<Token![->]>::default(), Box::new(reply.clone()));
    reply
}
