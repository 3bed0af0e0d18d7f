//! OpenAPI descriptions of values that are written as text.

use crate::money::Money;
use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};

impl utoipa::ToSchema for Money {
    fn name() -> Cow<'static, str> {
        "Money".into()
    }
}

impl utoipa::PartialSchema for Money {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .description(Some("Yuan with exactly two decimals."))
            .examples(["1234.50"])
            .into()
    }
}
