package corpus;

public final class Factory extends BaseFactory {

    @Override
    public String name() {
        return "Example_1";
    }
}
