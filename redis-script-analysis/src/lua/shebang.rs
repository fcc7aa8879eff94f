//! shebang
