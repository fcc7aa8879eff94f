//! A span for each call, with OpenTelemetry's attributes for Redis; no code without the feature `tracing`.
//!
//! | field | value |
//! |---|---|
//! | `otel.name` | the command and the script: `EVALSHA rate_limit` |
//! | `otel.kind` | `client` |
//! | `db.system.name` | `redis` |
//! | `db.operation.name` | `EVALSHA`, `EVALSHA_RO` |
//! | `db.stored_procedure.name` | the script's name |
//! | `redis_script.cold` | whether the source had to be sent to the server |
//! | `error.type` | the error's kind, such as `Script` or `Timeout` |
//! | `db.response.status_code` | the error's code if it is the server's own: a script may put any value into its codes |
//! | `redis_script.line` | the script's line at which it failed |
//! | `redis_script.path` | the file of that line: that of the script, or one that it includes |
//! | `otel.status_code` | `ERROR` |

#[cfg(not(feature = "tracing"))]
use disabled as implementation;
#[cfg(feature = "tracing")]
use enabled as implementation;
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub(crate) use implementation::instrument;
pub(crate) use implementation::{in_span, record_refusal};

#[cfg(feature = "tracing")]
mod enabled {
    use redis::{Cmd, RedisResult, Value};
    use tracing::field::Empty;
    use tracing::{Instrument as _, Span};

    use crate::entries::args;
    use crate::retry::is_unknown_script;
    use crate::{Error, ErrorKind, Result, Script};

    #[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
    pub(crate) async fn instrument<T>(
        script: &Script,
        cmd: &Cmd,
        call: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        let span = span(script, cmd);
        let result = call.instrument(span.clone()).await;
        end(&span, result)
    }

    pub(crate) fn in_span<T>(
        script: &Script,
        cmd: &Cmd,
        call: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        let span = span(script, cmd);
        let result = span.in_scope(call);
        end(&span, result)
    }

    /// Records in the current span that the call was rejected because the script was unknown, if it was.
    pub(crate) fn record_refusal(reply: &RedisResult<Value>) {
        if reply.as_ref().is_err_and(is_unknown_script) {
            Span::current().record("redis_script.cold", true);
        }
    }

    fn span(script: &Script, cmd: &Cmd) -> Span {
        let operation = args(cmd)
            .next()
            .and_then(|name| core::str::from_utf8(name).ok());
        let operation = operation.unwrap_or_default();
        tracing::info_span!(
            "redis_script",
            otel.name = format_args!("{operation} {}", script.name()),
            otel.kind = "client",
            otel.status_code = Empty,
            db.system.name = "redis",
            db.operation.name = operation,
            db.stored_procedure.name = script.name(),
            db.response.status_code = Empty,
            error.r#type = Empty,
            redis_script.cold = false,
            redis_script.line = Empty,
            redis_script.path = Empty,
        )
    }

    fn end<T>(span: &Span, result: Result<T>) -> Result<T> {
        if let Err(error) = &result {
            failed(span, error);
        }
        result
    }

    fn failed(span: &Span, error: &Error) {
        span.record("otel.status_code", "ERROR");
        span.record("error.type", tracing::field::debug(error.kind()));
        if let Some(line) = error.line() {
            span.record("redis_script.line", line);
        }
        if let Some(path) = error.path() {
            span.record("redis_script.path", path);
        }
        if let (false, Some(code)) = (error.kind() == ErrorKind::Script, error.code()) {
            span.record("db.response.status_code", code);
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod disabled {
    use redis::{Cmd, RedisResult, Value};

    use crate::{Result, Script};

    #[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
    #[inline]
    pub(crate) fn instrument<T, F: Future<Output = Result<T>>>(_: &Script, _: &Cmd, call: F) -> F {
        call
    }

    #[inline]
    pub(crate) fn in_span<T>(_: &Script, _: &Cmd, call: impl FnOnce() -> Result<T>) -> Result<T> {
        call()
    }

    #[inline]
    pub(crate) const fn record_refusal(_: &RedisResult<Value>) {}
}
