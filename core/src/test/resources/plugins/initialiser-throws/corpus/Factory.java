package corpus;

public final class Factory extends BaseFactory {

    private static final int NUMBER = Integer.parseInt("x");

    @Override
    public String name() {
        return "example" + NUMBER;
    }
}
