//! Makes runnable scripts from seeds.
//!
//! Their loops end, their strings stay short (no operation doubles one again and again), and most of their operations get
//! values of the right type; some do not.

mod arguments;
mod commands;
mod control;
mod elements;
mod entries;
mod errors;
mod escapes;
mod filled;
mod functions;
mod groups;
mod idioms;
mod metatables;
mod numbers;
mod parts;
mod recipes;
mod rounds;
mod settled;
mod short;
mod special;
mod table_idioms;
mod table_statements;
mod tables;
mod texts;
mod values;

use std::collections::BTreeSet;

use crate::feature::Feature;
use crate::program::{Content, Program};
use crate::random::Random;
use crate::syntax::{Block, Expr, Stmt, local, name};

/// The script of a seed.
#[must_use]
pub fn generate(seed: u64) -> Program {
    let mut random = Random::new(seed);
    let keys = 1 + random.below(4);
    let mut generator = Generator {
        keys: (0..keys).map(|_| random.pick(&Content::ALL)).collect(),
        arguments: 1 + random.below(3),
        budget: 4 + random.below(14),
        reads_only: random.chance(40),
        expiring: random.chance(20),
        touched: None,
        random,
        features: BTreeSet::new(),
        vars: Vec::new(),
        fresh: 0,
        nesting: 0,
        loops: 0,
        functions: 0,
    };
    let block = if generator.random.chance(8) {
        generator.short_script()
    } else {
        generator.script()
    };
    let cases = generator.cases();
    Program {
        seed,
        block,
        features: generator.features,
        cases,
    }
}

/// What a variable holds, unless an escape changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Number,
    Text,
    List,
    /// A table with fields among those of [`tables::FIELDS`].
    Record,
    /// A function of any arguments.
    Function,
    Any,
}

#[derive(Clone, Debug)]
struct Var {
    name: String,
    ty: Type,
    /// The function in which it was made; deeper ones see it as an upvalue.
    function: usize,
}

struct Generator {
    random: Random,
    features: BTreeSet<Feature>,
    /// What each entry of KEYS holds in the first case.
    keys: Vec<Content>,
    /// How many entries ARGV has in the first case.
    arguments: usize,
    /// Whether only commands are called by their names that read: a write is then a surprise.
    reads_only: bool,
    /// Whether keys may expire.
    expiring: bool,
    /// The table that was used last.
    touched: Option<String>,
    /// Statements that may still be written.
    budget: usize,
    vars: Vec<Var>,
    /// Names given so far.
    fresh: usize,
    /// Blocks around.
    nesting: usize,
    /// Loops around, in this function.
    loops: usize,
    /// Functions around.
    functions: usize,
}

impl Generator {
    fn script(&mut self) -> Block {
        let mut block = Block::new();
        self.parts(&mut block);
        while self.budget > 0 {
            self.statement(&mut block);
        }
        let last = self.result();
        block.push(Stmt::Return(vec![last]));
        block
    }

    fn uses(&mut self, feature: Feature) {
        self.features.insert(feature);
    }

    /// A block of a few statements with a scope of its own.
    fn block(&mut self, statements: usize) -> Block {
        let (vars, mut block) = (self.vars.len(), Block::new());
        self.nesting += 1;
        for _ in 0..statements {
            self.statement(&mut block);
        }
        self.nesting -= 1;
        self.vars.truncate(vars);
        block
    }

    /// The body of a function with these parameters; `last` writes its end.
    fn body(
        &mut self,
        params: &[(&str, Type)],
        statements: usize,
        last: impl FnOnce(&mut Self) -> Option<Stmt>,
    ) -> Block {
        let (vars, loops) = (self.vars.len(), self.loops);
        self.functions += 1;
        self.loops = 0;
        for (param, ty) in params {
            self.declare(param, *ty);
        }
        let mut block = Block::new();
        if self.functions < 3 {
            for _ in 0..statements {
                self.statement(&mut block);
            }
        }
        block.extend(last(self));
        self.functions -= 1;
        self.loops = loops;
        self.vars.truncate(vars);
        block
    }

    fn declare(&mut self, name: &str, ty: Type) {
        let (name, function) = (name.to_owned(), self.functions);
        self.vars.push(Var { name, ty, function });
    }

    /// A name that no variable has.
    fn fresh(&mut self, stem: &str) -> String {
        self.fresh += 1;
        format!("{stem}{}", self.fresh)
    }

    /// `local x1 = value`, and the name.
    fn local(&mut self, out: &mut Block, ty: Type, value: Expr) -> Expr {
        let shadowed = self.random.chance(4).then(|| self.var(ty)).flatten();
        let fresh = match shadowed {
            Some(Expr::Name(old)) => {
                self.uses(Feature::Shadowing);
                old
            }
            _ => self.fresh(stem(ty)),
        };
        out.push(local(&fresh, value));
        self.declare(&fresh, ty);
        name(&fresh)
    }

    /// A variable of a type.
    fn var(&mut self, ty: Type) -> Option<Expr> {
        let found: Vec<String> = self.visible(|var| var.ty == ty);
        (!found.is_empty()).then(|| name(&self.random.pick(&found)))
    }

    /// The names of variables that are not hidden by later ones.
    fn visible(&self, which: impl Fn(&Var) -> bool) -> Vec<String> {
        let hidden = |at: usize, var: &Var| {
            self.vars[at + 1..]
                .iter()
                .any(|later| later.name == var.name)
        };
        let vars = self.vars.iter().enumerate();
        let seen = vars.filter(|(at, var)| which(var) && !hidden(*at, var));
        seen.map(|(_, var)| var.name.clone()).collect()
    }
}

fn stem(ty: Type) -> &'static str {
    match ty {
        Type::Number => "n",
        Type::Text => "s",
        Type::List => "list",
        Type::Record => "t",
        Type::Function => "f",
        Type::Any => "x",
    }
}
