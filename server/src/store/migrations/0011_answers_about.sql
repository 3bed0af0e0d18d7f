-- Which answers to commands of people of the bank say something about an application: `scope` is whose
-- command it was. They are forgotten when the application is.
create table answered_about (
    borrower text not null,
    application text not null,
    scope text not null,
    idempotency_key text not null,
    primary key (borrower, application, scope, idempotency_key),
    foreign key (borrower, application) references application (borrower, application)
){T};
