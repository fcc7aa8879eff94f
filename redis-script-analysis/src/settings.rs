//! What a project says about its scripts.

mod directive;
mod levels;
mod placed;
mod project;
mod toml;

pub use self::levels::{FIXED, Level, Levels};
pub(crate) use self::placed::Placed;
pub use self::project::Project;
use crate::bounds::Limits;
use crate::redis::target::Target;

/// For which servers scripts are checked, and how strictly.
#[derive(Clone, Default)]
pub struct Settings {
    /// Where the scripts run.
    pub target: Target,
    /// What scripts may cost.
    pub limits: Limits,
    /// The lints' levels.
    pub levels: Levels,
}
