package corpus;

public final class SecondFactory extends BaseFactory {

    @Override
    public String name() {
        return "second";
    }
}
