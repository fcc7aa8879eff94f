//! Makes a script smaller step by step.
//!
//! The steps come one after another: most are never taken.

use crate::print::print;
use crate::syntax::{Block, Expr, Function, Item, Stmt, number, text};

/// What is smaller, in turn.
type Steps<'a, T> = Box<dyn Iterator<Item = T> + 'a>;

/// All scripts that are one step smaller; the largest cuts come first.
#[must_use]
pub fn smaller(block: &[Stmt]) -> Steps<'_, Block> {
    let inner = block.iter().enumerate().flat_map(move |(at, stmt)| {
        unwrapped(stmt).map(move |replacement| {
            let mut changed = block.to_vec();
            changed.splice(at..=at, replacement);
            changed
        })
    });
    let places = block.iter().enumerate();
    let changed = places
        .flat_map(move |(at, stmt)| statement(stmt).map(move |smaller| with(block, at, smaller)));
    Box::new(cuts(block).chain(inner).chain(changed))
}

fn with<T: Clone>(items: &[T], at: usize, item: T) -> Vec<T> {
    let mut changed = items.to_vec();
    changed[at] = item;
    changed
}

/// The items without some that follow one another: all, half of them, a quarter, ..., one.
#[must_use]
pub fn cuts<T: Clone>(items: &[T]) -> Steps<'_, Vec<T>> {
    let halves = |length: &usize| Some(length / 2).filter(|length| *length > 0);
    let lengths = std::iter::successors(Some(items.len()).filter(|length| *length > 0), halves);
    Box::new(lengths.flat_map(move |length| {
        (0..items.len()).step_by(length).map(move |start| {
            let mut rest = items.to_vec();
            rest.drain(start..items.len().min(start + length));
            rest
        })
    }))
}

/// The blocks of a statement in its place, and the bodies of its functions.
fn unwrapped(stmt: &Stmt) -> Steps<'_, Block> {
    match stmt {
        Stmt::Do(body)
        | Stmt::Loop { body, .. }
        | Stmt::Numeric(_, _, body)
        | Stmt::Generic(_, _, body) => Box::new(std::iter::once(body.clone())),
        Stmt::If(branches, other) => {
            Box::new(branches.iter().map(|(_, body)| body).chain(other).cloned())
        }
        Stmt::Local(_, values) | Stmt::Assign(_, values) => {
            Box::new(values.iter().flat_map(bodies))
        }
        Stmt::Call(called) => Box::new(bodies(called).into_iter()),
        Stmt::Function(_, _, function) | Stmt::LocalFunction(_, function) => {
            Box::new(std::iter::once(statements(function)))
        }
        Stmt::Constant(..) | Stmt::Return(_) | Stmt::Break => Box::new(std::iter::empty()),
    }
}

/// The bodies of the functions that an expression is, or passes.
fn bodies(whole: &Expr) -> Vec<Block> {
    match whole {
        Expr::Function(function) => vec![statements(function)],
        whole => children(whole).iter().flat_map(bodies).collect(),
    }
}

/// A body without the `return` at its end, which would end more than the function.
fn statements(function: &Function) -> Block {
    let mut body = function.body.clone();
    if matches!(body.last(), Some(Stmt::Return(_))) {
        body.pop();
    }
    body
}

fn statement(stmt: &Stmt) -> Steps<'_, Stmt> {
    match stmt {
        Stmt::Local(names, values) => {
            let fewer = (names.len() > 1)
                .then(|| Stmt::Local(names[..names.len() - 1].to_vec(), values.clone()));
            let values = list(values).map(|values| Stmt::Local(names.clone(), values));
            Box::new(fewer.into_iter().chain(values))
        }
        Stmt::Assign(targets, values) => {
            let assigned = list(values).filter(|values| !values.is_empty());
            let assigned = assigned.map(|values| Stmt::Assign(targets.clone(), values));
            let places = targets.iter().enumerate();
            let places = places.flat_map(move |(at, target)| {
                parts(target).map(move |part| with(targets, at, part))
            });
            Box::new(assigned.chain(places.map(|targets| Stmt::Assign(targets, values.clone()))))
        }
        Stmt::Call(called) => {
            let is_call = |expr: &Expr| matches!(expr, Expr::Call(..) | Expr::Method(..));
            Box::new(expr(called).filter(is_call).map(Stmt::Call))
        }
        Stmt::Do(body) => Box::new(smaller(body).map(Stmt::Do)),
        Stmt::If(branches, other) => branch(branches, other.as_ref()),
        Stmt::Loop {
            repeat,
            counter,
            rounds,
            condition,
            body,
        } => {
            let looped = |condition: Expr, body: Block| Stmt::Loop {
                repeat: *repeat,
                counter: counter.clone(),
                rounds: *rounds,
                condition,
                body,
            };
            let bodies = smaller(body).map(move |body| looped(condition.clone(), body));
            Box::new(
                bodies.chain(expr(condition).map(move |condition| looped(condition, body.clone()))),
            )
        }
        // Its ends stay or become small: another limit could take too long to reach.
        Stmt::Numeric(name, range, body) => {
            let simple = range.len() > 2 || !matches!(range[1], Expr::Literal(_));
            let simple = simple
                .then(|| Stmt::Numeric(name.clone(), vec![number(1), number(2)], body.clone()));
            let bodies = smaller(body).map(|body| Stmt::Numeric(name.clone(), range.clone(), body));
            Box::new(simple.into_iter().chain(bodies))
        }
        Stmt::Generic(names, values, body) => {
            let bodies =
                smaller(body).map(|body| Stmt::Generic(names.clone(), values.clone(), body));
            let values = list(values).filter(|values| !values.is_empty());
            Box::new(
                bodies
                    .chain(values.map(|values| Stmt::Generic(names.clone(), values, body.clone()))),
            )
        }
        Stmt::Function(path, method, function) => Box::new(
            closure(function).map(|function| Stmt::Function(path.clone(), *method, function)),
        ),
        // What makes it end must stay.
        Stmt::LocalFunction(name, function) if is_recursive(name, function) => {
            Box::new(std::iter::empty())
        }
        Stmt::LocalFunction(name, function) => {
            Box::new(closure(function).map(|function| Stmt::LocalFunction(name.clone(), function)))
        }
        Stmt::Return(values) => Box::new(list(values).map(Stmt::Return)),
        Stmt::Constant(..) | Stmt::Break => Box::new(std::iter::empty()),
    }
}

fn is_recursive(name: &str, function: &Function) -> bool {
    print(&function.body).text.contains(&format!("{name}("))
}

fn branch<'a>(branches: &'a [(Expr, Block)], other: Option<&'a Block>) -> Steps<'a, Stmt> {
    let fewer = cuts(branches).filter(|branches| !branches.is_empty());
    let fewer = fewer.map(move |branches| Stmt::If(branches, other.cloned()));
    let without = other.map(|_| Stmt::If(branches.to_vec(), None));
    let last = other.into_iter().flat_map(|body| smaller(body));
    let last = last.map(|body| Stmt::If(branches.to_vec(), Some(body)));
    let changed = branches
        .iter()
        .enumerate()
        .flat_map(move |(at, (condition, body))| {
            let bodies = smaller(body).map(|body| (condition.clone(), body));
            let conditions = expr(condition).map(|condition| (condition, body.clone()));
            bodies
                .chain(conditions)
                .map(move |changed| Stmt::If(with(branches, at, changed), other.cloned()))
        });
    Box::new(fewer.chain(without).chain(last).chain(changed))
}

fn closure(function: &Function) -> Steps<'_, Function> {
    let bodies = smaller(&function.body).map(|body| Function {
        body,
        ..function.clone()
    });
    let params = cuts(&function.params).map(|params| Function {
        params,
        ..function.clone()
    });
    Box::new(bodies.chain(params))
}

/// A list of expressions: fewer of them, or smaller ones.
fn list(values: &[Expr]) -> Steps<'_, Vec<Expr>> {
    let places = values.iter().enumerate();
    let changed =
        places.flat_map(move |(at, value)| expr(value).map(move |value| with(values, at, value)));
    Box::new(cuts(values).chain(changed))
}

/// Expressions that are smaller than one.
fn expr(whole: &Expr) -> Steps<'_, Expr> {
    let is_constant = matches!(whole, Expr::Literal(_) | Expr::Text(_));
    let constants = [Expr::Literal("nil".to_owned()), number(1), text("a")];
    let constants = constants.into_iter().filter(move |_| !is_constant);
    let is_empty = is_constant || matches!(whole, Expr::Name(_) | Expr::Table(_));
    let empty = (!is_empty).then(|| Expr::Table(Vec::new()));
    Box::new(
        constants
            .chain(empty)
            .chain(children(whole))
            .chain(parts(whole)),
    )
}

fn children(whole: &Expr) -> Vec<Expr> {
    match whole {
        Expr::Index(object, _) => vec![(**object).clone()],
        Expr::Call(_, arguments) => arguments.clone(),
        Expr::Method(object, _, arguments) => std::iter::once(&**object)
            .chain(arguments)
            .cloned()
            .collect(),
        Expr::Binary(_, left, right) => vec![(**left).clone(), (**right).clone()],
        Expr::Unary(_, operand) | Expr::Paren(operand) => vec![(**operand).clone()],
        Expr::Table(items) => {
            let value = |item: &Item| match item {
                Item::Positional(value) | Item::Keyed(_, value) => value.clone(),
            };
            items.iter().map(value).collect()
        }
        _ => Vec::new(),
    }
}

/// The same kind of expression with a smaller part.
fn parts(whole: &Expr) -> Steps<'_, Expr> {
    match whole {
        Expr::Index(object, key) => {
            let objects = parts(object).map(|object| Expr::Index(Box::new(object), key.clone()));
            Box::new(objects.chain(expr(key).map(|key| Expr::Index(object.clone(), Box::new(key)))))
        }
        Expr::Call(callee, arguments) => {
            let callees =
                parts(callee).map(|callee| Expr::Call(Box::new(callee), arguments.clone()));
            Box::new(
                callees
                    .chain(list(arguments).map(|arguments| Expr::Call(callee.clone(), arguments))),
            )
        }
        Expr::Method(object, name, arguments) => {
            let objects = expr(object)
                .map(|object| Expr::Method(Box::new(object), name.clone(), arguments.clone()));
            let arguments = list(arguments);
            Box::new(objects.chain(
                arguments.map(|arguments| Expr::Method(object.clone(), name.clone(), arguments)),
            ))
        }
        Expr::Binary(operator, left, right) => {
            let lefts =
                expr(left).map(|left| Expr::Binary(operator, Box::new(left), right.clone()));
            Box::new(lefts.chain(
                expr(right).map(|right| Expr::Binary(operator, left.clone(), Box::new(right))),
            ))
        }
        Expr::Unary(operator, operand) => {
            Box::new(expr(operand).map(|operand| Expr::Unary(operator, Box::new(operand))))
        }
        Expr::Paren(inner) => Box::new(expr(inner).map(|inner| Expr::Paren(Box::new(inner)))),
        Expr::Function(function) => Box::new(closure(function).map(Expr::Function)),
        Expr::Table(items) => {
            let places = items.iter().enumerate();
            let changed =
                places.flat_map(move |(at, old)| item(old).map(move |item| with(items, at, item)));
            Box::new(cuts(items).chain(changed).map(Expr::Table))
        }
        Expr::Literal(_) | Expr::Text(_) | Expr::Name(_) | Expr::Vararg => {
            Box::new(std::iter::empty())
        }
    }
}

fn item(item: &Item) -> Steps<'_, Item> {
    match item {
        Item::Positional(value) => Box::new(expr(value).map(Item::Positional)),
        Item::Keyed(key, value) => {
            Box::new(expr(value).map(|value| Item::Keyed(key.clone(), value)))
        }
    }
}
