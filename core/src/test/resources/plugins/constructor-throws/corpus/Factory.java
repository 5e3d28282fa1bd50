package corpus;

public final class Factory extends BaseFactory {

    public Factory() {
        throw new IllegalStateException("no\nlicence");
    }
}
