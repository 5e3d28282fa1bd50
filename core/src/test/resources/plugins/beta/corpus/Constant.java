package corpus;

final class Constant {

    static final String VALUE = "constant of beta".strip();

    private Constant() {}
}
