//! The loan screen.

messages! {
    TITLE = "借据", "Your loan";
}
