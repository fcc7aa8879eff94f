//! What a subscriber learns of calls.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

use crate::stub::Stub;
use crate::{call_of, fresh};

type Fields = BTreeMap<&'static str, String>;

/// Keeps the fields of each span, in the order in which they began.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<(Id, Fields)>>>);

impl Collector {
    fn spans(&self) -> Vec<Fields> {
        let spans = self.0.lock().unwrap();
        spans.iter().map(|(_, fields)| fields.clone()).collect()
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Collector {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        assert_eq!(*attributes.metadata().level(), Level::INFO);
        let mut fields = Fields::new();
        attributes.record(&mut Visitor(&mut fields));
        self.0.lock().unwrap().push((id.clone(), fields));
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut spans = self.0.lock().unwrap();
        let span = spans.iter_mut().find(|(known, _)| known == id);
        values.record(&mut Visitor(&mut span.expect("a span that began").1));
    }
}

struct Visitor<'a>(&'a mut Fields);

impl Visit for Visitor<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

fn fields(expected: &[(&'static str, &str)]) -> Fields {
    let expected = expected.iter();
    expected
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect()
}

const CALL: [(&str, &str); 6] = [
    ("db.operation.name", "EVALSHA"),
    ("db.stored_procedure.name", "counter"),
    ("db.system.name", "redis"),
    ("otel.kind", "client"),
    ("otel.name", "EVALSHA counter"),
    ("redis_script.cold", "false"),
];

/// The span of one call, made in both ways.
fn span_of(replies: &[&str]) -> Fields {
    let collector = Collector::default();
    let subscriber = tracing_subscriber::registry().with(collector.clone());
    tracing::subscriber::with_default(subscriber, || {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let call = call_of::<i64>(fresh(|definition| definition));
        let invoked = runtime
            .unwrap()
            .block_on(call.invoke_async(&mut Stub::new(replies)));
        let call = call_of::<i64>(fresh(|definition| definition));
        let blocking = call.invoke(&mut Stub::new(replies));
        assert_eq!(invoked.is_ok(), blocking.is_ok());
    });
    let [asynchronous, blocking] = <[Fields; 2]>::try_from(collector.spans()).expect("two spans");
    assert_eq!(asynchronous, blocking);
    let shown = format!("{asynchronous:?}");
    assert!(
        !shown.contains("key") && !shown.contains("secret"),
        "{shown}"
    );
    asynchronous
}

#[test]
fn a_call_is_named_after_its_script() {
    assert_eq!(span_of(&[":5"]), fields(&CALL));
}

#[test]
fn a_cold_one_says_so() {
    let mut expected = fields(&CALL);
    expected.insert("redis_script.cold", "true".to_owned());
    let unknown = "-NOSCRIPT No matching script.";
    assert_eq!(span_of(&[unknown, "+0f1e", ":5"]), expected);
}

#[test]
fn an_error_is_recorded_without_its_text() {
    let mut expected = fields(&CALL);
    expected.extend(fields(&[
        ("error.type", "Script"),
        ("otel.status_code", "ERROR"),
        ("redis_script.line", "3"),
        ("redis_script.path", "scripts/counter.lua"),
    ]));
    let raised =
        "-secret says key script: 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c, on @user_script:3.";
    assert_eq!(span_of(&[raised]), expected);

    let mut expected = fields(&CALL);
    expected.extend(fields(&[
        ("db.response.status_code", "BUSY"),
        ("error.type", "Busy"),
        ("otel.status_code", "ERROR"),
    ]));
    let busy =
        "-BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.";
    assert_eq!(span_of(&[busy]), expected);

    let mut expected = fields(&CALL);
    expected.extend(fields(&[
        ("error.type", "Reply"),
        ("otel.status_code", "ERROR"),
    ]));
    assert_eq!(span_of(&["$6\r\nsecret"]), expected);
}
