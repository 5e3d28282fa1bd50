package corpus;

final class Constant {

    static final String VALUE = "constant of alpha".strip();

    private Constant() {}
}
