"""The API of products."""

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.listing.pages import (
    Archived,
    Beginning,
    Cursor,
    Filter,
    Limit,
    Page,
    Sort,
    page,
    the,
    wanted,
)
from headgate.core.verbs.perform import Outcome
from headgate.records.custom_fields.asking import known
from headgate.records.products.fields import PRODUCT
from headgate.records.products.queries import PRODUCTS
from headgate.records.products.schemas import EditProduct, NameProduct, NewProduct, Product
from headgate.store.engine import Tx

TAGS = ["Products"]
SHOWN = "The product as it is now."


def answer(tx: Tx, actor: Actor, outcome: Outcome) -> Product:
    return the(tx, actor.workspace_id, PRODUCTS, outcome.results[0])


@get(
    "/products",
    operation_id="listProducts",
    summary="List products",
    response_description="A page of products.",
    tags=TAGS,
    opt={"permission": "product.read"},
)
async def list_products(
    request: AnyRequest,
    filter: Filter = None,
    sort: Sort = None,
    cursor: Cursor = None,
    limit: Limit = 50,
    q: Beginning = None,
    archived: Archived = False,
) -> Page[Product]:
    def work(tx: Tx, actor: Actor) -> Page[Product]:
        ask = wanted(
            known(tx, actor.workspace_id, PRODUCT, filter, sort),
            filter=filter,
            sort=sort,
            cursor=cursor,
            limit=limit,
            q=q,
            put_away=archived,
        )
        return page(tx, actor.workspace_id, PRODUCTS, ask)

    return await read(request, "product.read", work, bounded=not (filter or sort or archived))


@post(
    "/products",
    operation_id="createProduct",
    summary="Create a product",
    response_description="The new product.",
    tags=TAGS,
    opt={"permission": "product.edit"},
)
async def create_product(request: AnyRequest, data: JSONBody[NewProduct]) -> Product:
    return await act(request, "product.create", data, answer)


@get(
    "/products/{product_id:str}",
    operation_id="getProduct",
    summary="A product",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "product.read"},
)
async def get_product(request: AnyRequest, product_id: FromPath[str]) -> Product:
    return await read(
        request, "product.read", lambda tx, actor: the(tx, actor.workspace_id, PRODUCTS, product_id)
    )


@patch(
    "/products/{product_id:str}",
    operation_id="editProduct",
    summary="Change fields of a product",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "product.edit"},
)
async def edit_product(
    request: AnyRequest, product_id: FromPath[str], data: JSONBody[EditProduct]
) -> Product:
    data.id = product_id
    return await act(request, "product.edit", data, answer)


@post(
    "/products/{product_id:str}/archive",
    operation_id="archiveProduct",
    summary="Put a product away",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "product.edit"},
    status_code=200,
)
async def archive_product(request: AnyRequest, product_id: FromPath[str]) -> Product:
    return await act(request, "product.archive", NameProduct(product_id), answer)


@post(
    "/products/{product_id:str}/restore",
    operation_id="restoreProduct",
    summary="Bring an archived product back",
    response_description=SHOWN,
    tags=TAGS,
    opt={"permission": "product.edit"},
    status_code=200,
)
async def restore_product(request: AnyRequest, product_id: FromPath[str]) -> Product:
    return await act(request, "product.restore", NameProduct(product_id), answer)


routes: list[HTTPRouteHandler] = [
    list_products,
    create_product,
    get_product,
    edit_product,
    archive_product,
    restore_product,
]
