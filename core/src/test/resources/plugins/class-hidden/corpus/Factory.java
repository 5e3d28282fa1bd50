package corpus;

final class Factory extends BaseFactory {

    public Factory() {}
}
