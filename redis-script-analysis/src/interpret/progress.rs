//! Whether each round of a loop changes what its condition asks.

use crate::lua::syntax::{Block, ExprKind, LocalId, StatementKind};

/// How rounds change some locals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Progress {
    /// No round does.
    None,
    /// Those alone that come into a loop inside.
    InLoop,
    /// Those alone in which some condition is so.
    IfSo,
    /// Each round that goes on does.
    Always,
}

/// How a round that is this block changes one of some locals.
pub(super) fn of_round(block: &Block, locals: &[LocalId]) -> Progress {
    let mut best = Progress::None;
    for statement in &block.statements {
        best = best.max(of_statement(&statement.kind, locals));
    }
    best
}

fn of_statement(statement: &StatementKind, locals: &[LocalId]) -> Progress {
    match statement {
        StatementKind::Assign { targets, .. } => {
            for target in targets {
                if let ExprKind::Local(local) = &target.kind
                    && locals.contains(local)
                {
                    return Progress::Always;
                }
            }
            Progress::None
        }
        // The condition of `repeat` asks what its body declares.
        StatementKind::Local {
            locals: declared, ..
        } => {
            for local in declared {
                if locals.contains(local) {
                    return Progress::Always;
                }
            }
            Progress::None
        }
        StatementKind::Do(body) | StatementKind::Repeat { body, .. } => of_round(body, locals),
        StatementKind::If { arms, otherwise } => {
            let (mut least, mut most) = (Progress::Always, Progress::None);
            let mut add = |progress: Progress| {
                least = least.min(progress);
                most = most.max(progress);
            };
            for (_, body) in arms {
                add(of_round(body, locals));
            }
            match otherwise {
                Some(body) => add(of_round(body, locals)),
                None => add(Progress::None),
            }
            if least == most {
                least
            } else {
                most.min(Progress::IfSo)
            }
        }
        StatementKind::While { body, .. }
        | StatementKind::NumericFor { body, .. }
        | StatementKind::GenericFor { body, .. } => of_round(body, locals).min(Progress::InLoop),
        // What leaves the loop was looked for before.
        StatementKind::Return(_)
        | StatementKind::Break
        | StatementKind::Call(_)
        | StatementKind::Function { .. }
        | StatementKind::LocalFunction { .. } => Progress::None,
    }
}
