//! Editions of the catalogue.

statements! {
    /// An edition comes into force.
    KEEP_EDITION = "\
        insert into catalogue_edition (borrower, in_force_from, digest, document) values ($1, $2, \
        $3, $4) on conflict (borrower, in_force_from) do nothing";
    /// The edition in force at a moment.
    EDITION_AT = "\
        select digest, document from catalogue_edition where borrower = $1 and in_force_from <= \
        $2 order by in_force_from desc limit 1";
}
