//! Mounts the endpoints `shared::api` declares and describes them as OpenAPI.
//!
//! An endpoint's path, method, request and response are declared once, in `shared`;
//! mounting a handler adds its route and its description together, so neither can lack
//! the other.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{delete, get, post, put};
use shared::api::{Endpoint, Method, Problem};
use utoipa::ToSchema;
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, PathItem,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathsBuilder, Ref,
    RefOr, Required, ResponseBuilder, ResponsesBuilder, Schema,
};

use crate::installation::Installation;

/// The name of the session cookie's scheme in the description.
const SESSION: &str = "session";

/// Who may call an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Anybody.
    Everybody,
    /// The borrower who is signed in.
    SignedIn,
    /// Somebody of the bank who is signed in, with the duty it takes.
    Staff,
}

/// Routes and their description, growing together.
#[derive(Default)]
pub struct Api {
    router: Router<Installation>,
    paths: Vec<(&'static str, HttpMethod, OperationBuilder)>,
    schemas: Vec<(String, RefOr<Schema>)>,
}

impl std::fmt::Debug for Api {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Api({} operations)", self.paths.len())
    }
}

impl Api {
    /// Mounts `handler` at the endpoint `E` and describes it.
    #[must_use]
    pub fn mount<E, H, T>(mut self, audience: Audience, summary: &str, handler: H) -> Self
    where
        E: Endpoint,
        E::Request: ToSchema,
        E::Response: ToSchema,
        H: Handler<T, Installation>,
        T: 'static,
    {
        let route = match E::METHOD {
            Method::Get => get(handler),
            Method::Post => post(handler),
            Method::Put => put(handler),
            Method::Delete => delete(handler),
        };
        self.router = self.router.route(E::PATH, route);
        self.remember::<E::Request>();
        self.remember::<E::Response>();
        self.remember::<Problem>();
        self.paths.push((E::PATH, http_method(E::METHOD), operation::<E>(audience, summary)));
        self
    }

    /// The routes, and the description of all of them.
    pub fn finish(self) -> (Router<Installation>, OpenApi) {
        let mut paths = PathsBuilder::new();
        for (path, method, operation) in self.paths {
            paths = paths.path(path, PathItem::new(method, operation));
        }
        let mut components = ComponentsBuilder::new().security_scheme(
            SESSION,
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("puhui_session"))),
        );
        for (name, schema) in self.schemas {
            components = components.schema(name, schema);
        }
        let info = InfoBuilder::new()
            .title("Puhui 普惠")
            .version(env!("CARGO_PKG_VERSION"))
            .description(Some(
                "Borrowing for small businesses: from a quote to money in the account. \
                 Every refusal is an RFC 9457 problem with a stable `code`.",
            ))
            .build();
        let description = OpenApiBuilder::new()
            .info(info)
            .paths(paths.build())
            .components(Some(components.build()))
            .build();
        (self.router, description)
    }

    fn remember<T: ToSchema>(&mut self) {
        T::schemas(&mut self.schemas);
        self.schemas.push((T::name().into_owned(), T::schema()));
    }
}

const fn http_method(method: Method) -> HttpMethod {
    match method {
        Method::Get => HttpMethod::Get,
        Method::Post => HttpMethod::Post,
        Method::Put => HttpMethod::Put,
        Method::Delete => HttpMethod::Delete,
    }
}

fn operation<E>(audience: Audience, summary: &str) -> OperationBuilder
where
    E: Endpoint,
    E::Request: ToSchema,
    E::Response: ToSchema,
{
    let name = std::any::type_name::<E>().rsplit("::").next().unwrap_or_default();
    let mut operation =
        OperationBuilder::new().operation_id(Some(name)).summary(Some(summary)).responses(
            ResponsesBuilder::new()
                .response("200", described::<E::Response>("As asked.", E::MEDIA_TYPE))
                .response("default", described::<Problem>("Why not.", "application/problem+json"))
                .build(),
        );
    for parameter in E::PATH.split('/').filter_map(|part| part.strip_prefix('{')) {
        operation =
            operation.parameter(text_parameter(parameter.trim_end_matches('}'), ParameterIn::Path));
    }
    if E::DATED {
        operation = operation.parameter(query_parameter("as_of", false));
    }
    if E::METHOD == Method::Get {
        for (name, required) in members_of::<E::Request>() {
            operation = operation.parameter(query_parameter(&name, required));
        }
    }
    if E::IDEMPOTENT {
        operation = operation.parameter(text_parameter("Idempotency-Key", ParameterIn::Header));
    }
    if matches!(E::METHOD, Method::Post | Method::Put) {
        let body = RequestBodyBuilder::new()
            .content("application/json", content::<E::Request>())
            .required(Some(Required::True));
        operation = operation.request_body(Some(body.build()));
    }
    if audience != Audience::Everybody {
        let nothing: [&str; 0] = [];
        operation = operation.security(SecurityRequirement::new(SESSION, nothing));
    }
    operation
}

fn described<T: ToSchema>(description: &str, media_type: &str) -> ResponseBuilder {
    ResponseBuilder::new().description(description).content(media_type, content::<T>())
}

fn content<T: ToSchema>() -> utoipa::openapi::Content {
    ContentBuilder::new().schema(Some(Ref::from_schema_name(T::name()))).build()
}

/// The members of a query and whether each must be there.
fn members_of<T: ToSchema>() -> Vec<(String, bool)> {
    let RefOr::T(Schema::Object(object)) = T::schema() else { return Vec::new() };
    let names = object.properties.keys();
    names.map(|name| (name.clone(), object.required.contains(name))).collect()
}

fn query_parameter(name: &str, required: bool) -> ParameterBuilder {
    let needed = if required { Required::True } else { Required::False };
    text_parameter(name, ParameterIn::Query).required(needed)
}

fn text_parameter(name: &str, place: ParameterIn) -> ParameterBuilder {
    let text = ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(Required::True)
        .schema(Some(text.build()))
}
