package corpus;

public final class Factory extends BaseFactory {

    private Factory() {}
}
